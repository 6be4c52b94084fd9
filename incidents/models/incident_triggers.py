"""What the database itself holds incidents to, whoever writes them.

The blanks in front of each line of SQL are part of a trigger's hash: to change them is a migration.
"""

import pgtrigger

from incidents.states import status_changes

TRIGGERS = [
    pgtrigger.Protect(name="never_deleted", operation=pgtrigger.Delete),
    pgtrigger.ReadOnly(
        name="intake_is_final",
        fields=[
            "number",
            "client_uuid",
            "content_digest",
            "operation",
            "city",
            "received_at",
            "reported_by",
            "tracking_code",
        ],
    ),
    pgtrigger.Trigger(
        name="follows_the_table",
        when=pgtrigger.Before,
        operation=pgtrigger.UpdateOf("status"),
        condition=pgtrigger.Condition("OLD.status IS DISTINCT FROM NEW.status"),
        func="""
                    IF (OLD.status || '>' || NEW.status) NOT IN ({pairs}) THEN
                        RAISE EXCEPTION 'incident %: no way from % to %',
                            OLD.number, OLD.status, NEW.status
                            USING ERRCODE = 'check_violation';
                    END IF;
                    RETURN NEW;
                """.replace("{pairs}", ", ".join(f"'{a}>{b}'" for a, b in status_changes())),
    ),
    pgtrigger.Trigger(
        name="starts_as_received",
        when=pgtrigger.Before,
        operation=pgtrigger.Insert,
        condition=pgtrigger.Condition("NEW.status <> 'received'"),
        func="""
                    RAISE EXCEPTION 'an incident starts as received, not as %', NEW.status
                        USING ERRCODE = 'check_violation';
                """,
    ),
    pgtrigger.Trigger(
        name="merges_are_flat",
        when=pgtrigger.Before,
        operation=pgtrigger.UpdateOf("merged_into_id"),
        condition=pgtrigger.Condition("OLD.merged_into_id IS DISTINCT FROM NEW.merged_into_id"),
        func="""
                    IF OLD.merged_into_id IS NOT NULL THEN
                        IF NEW.merged_into_id IS NOT NULL OR NEW.status <> OLD.merged_from THEN
                            RAISE EXCEPTION 'incident %: a merge is undone exactly', OLD.number
                                USING ERRCODE = 'check_violation';
                        END IF;
                    ELSIF NEW.merged_from <> OLD.status OR EXISTS (
                        SELECT 1 FROM incidents_incident WHERE merged_into_id = NEW.id
                    ) OR NOT EXISTS (
                        SELECT 1 FROM incidents_incident stays
                        WHERE stays.id = NEW.merged_into_id AND stays.merged_into_id IS NULL
                            AND stays.city_id = NEW.city_id
                            AND stays.operation_id = NEW.operation_id
                    ) THEN
                        RAISE EXCEPTION 'incident %: not into that one', OLD.number
                            USING ERRCODE = 'check_violation';
                    END IF;
                    RETURN NEW;
                """,
    ),
    pgtrigger.Trigger(
        name="has_its_event",
        when=pgtrigger.After,
        operation=pgtrigger.Insert | pgtrigger.Update,
        timing=pgtrigger.Deferred,
        func="""
                    IF NOT EXISTS (
                        SELECT 1 FROM incidents_event
                        WHERE incident_id = NEW.id AND sequence = NEW.version
                    ) THEN
                        RAISE EXCEPTION 'incident %: version % has no event',
                            NEW.number, NEW.version
                            USING ERRCODE = 'check_violation';
                    END IF;
                    RETURN NULL;
                """,
    ),
]
