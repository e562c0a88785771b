"""The WSGI entry, for Granian and gunicorn alike."""

import os

from django.core.wsgi import get_wsgi_application

from songhanh.foundation.lib import memory

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "songhanh.site.config.settings")

application = get_wsgi_application()
memory.settle()
