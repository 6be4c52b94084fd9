from django.db import migrations


class Migration(migrations.Migration):
    """Likely duplicates are found by full text; nothing reads the index of trigrams."""

    dependencies = [
        ('incidents', '0012_inbox'),
    ]

    operations = [
        migrations.RemoveIndex(model_name='incident', name='incident_by_likeness'),
    ]
