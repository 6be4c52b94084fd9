"""A deadline lies after the letter."""

from django.db import migrations, models
from django.db.models import F, Q


class Migration(migrations.Migration):
    dependencies = [("incidents", "0008_twins")]

    operations = [
        migrations.AddConstraint(
            model_name="referral",
            constraint=models.CheckConstraint(
                condition=Q(acknowledge_by=None) | Q(acknowledge_by__gt=F("referred_at")),
                name="referral_deadline_after_referred",
            ),
        ),
    ]
