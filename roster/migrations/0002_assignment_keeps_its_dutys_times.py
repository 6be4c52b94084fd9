"""An assignment's times are its duty's: held equal by a key, moved along by the cascade."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("roster", "0001_initial")]

    operations = [
        migrations.RunSQL(
            sql="""
                ALTER TABLE roster_assignment
                ADD CONSTRAINT assignment_keeps_times_of_duty
                FOREIGN KEY (duty_id, starts_at, ends_at)
                REFERENCES roster_duty (id, starts_at, ends_at)
                ON UPDATE CASCADE
            """,
            reverse_sql="""
                ALTER TABLE roster_assignment DROP CONSTRAINT assignment_keeps_times_of_duty
            """,
        )
    ]
