"""Gunicorn: a few processes with threads, since requests mostly wait for the database."""

import os

bind = f"{os.environ.get('HOST', '127.0.0.1')}:{os.environ.get('PORT', '8000')}"
workers = int(os.environ.get("WEB_CONCURRENCY", "2"))
threads = int(os.environ.get("WEB_THREADS", "4"))
worker_class = "gthread"
worker_tmp_dir = "/dev/shm" if os.path.isdir("/dev/shm") else None  # noqa: PTH112, S108
timeout = 30
graceful_timeout = 10
keepalive = 5
accesslog = "-" if os.environ.get("ACCESS_LOG") else None
# Paths without their query, and no Referer: a scanned slip has its tracking code there.
access_log_format = '%(h)s %(t)s "%(m)s %(U)s %(H)s" %(s)s %(b)s "%(a)s"'
# A calendar's secret stands in its path.
logger_class = "config.access_log.DiscreetLogger"
loglevel = os.environ.get("LOG_LEVEL", "warning")
# Gunicorn 27's control socket is of no use here.
control_socket_disable = True
