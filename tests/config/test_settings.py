"""Settings: production refuses to start without what it needs; secrets are made once."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from django.conf import settings
from django.core.management import CommandError, call_command

from config.secrets import kept


def start_production(**environment: str) -> subprocess.CompletedProcess[str]:
    """Ask production settings for a check, with nothing but ``environment``."""
    return subprocess.run(
        [sys.executable, "manage.py", "check", "--deploy", "--fail-level", "WARNING"],
        cwd=settings.BASE_DIR,
        env={
            "PATH": os.environ["PATH"],
            "DJANGO_SETTINGS_MODULE": "config.settings.production",
            "DATABASE_URL": os.environ["DATABASE_URL"],
            **environment,
        },
        capture_output=True,
        text=True,
        check=False,
    )


def test_production_refuses_to_start_without_its_secrets() -> None:
    result = start_production()
    assert result.returncode != 0
    assert "SECRET_KEY" in result.stderr


def test_production_passes_djangos_deployment_check(tmp_path: Path) -> None:
    result = start_production(
        SECRET_KEY=kept(tmp_path / "a") + kept(tmp_path / "b"),
        REPORTER_KEYS=kept(tmp_path / "c"),
        ALLOWED_HOSTS="posko.example",
    )
    assert result.returncode == 0, result.stderr


def test_a_secret_is_made_once_and_private(tmp_path: Path) -> None:
    path = tmp_path / "var" / "secret"
    first = kept(path)
    assert kept(path) == first
    assert len(first) == 44
    assert path.stat().st_mode & 0o077 == 0


@pytest.mark.django_db
def test_the_demonstration_is_refused_where_it_is_not_wanted() -> None:
    with pytest.raises(CommandError, match="isn't for production"):
        call_command("load_demonstration", password="x")
