from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("centre", "0003_readers"),
    ]

    operations = [
        migrations.AddField(
            model_name="centre",
            name="phone",
            field=models.CharField(blank=True, max_length=40, verbose_name="phone of the house"),
        ),
    ]
