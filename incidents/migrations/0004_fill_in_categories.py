"""Fills the new columns of the categories that were loaded before they existed."""

from django.db import migrations


def fill_in(apps, schema_editor):
    from incidents.categories import BODIES, VIOLATIONS
    from incidents.subcategories import QUESTIONS

    for category in apps.get_model("incidents", "Category").objects.filter(parent=None):
        category.refer_to = BODIES.get(category.code, "")
        category.is_violation = category.code in VIOLATIONS
        category.prompts, category.prompts_en = QUESTIONS.get(category.code, ("", ""))
        category.save()


class Migration(migrations.Migration):
    dependencies = [("incidents", "0003_cases_nobody_can_lose")]
    operations = [migrations.RunPython(fill_in, migrations.RunPython.noop)]
