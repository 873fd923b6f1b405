"""Where does a web server such as gunicorn find the program? `gunicorn vink.wsgi`."""

import os

from django.core.wsgi import get_wsgi_application

from vink.request_bodies import in_time

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "vink.settings")

application = in_time(get_wsgi_application())
