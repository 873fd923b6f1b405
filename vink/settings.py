"""How is this installation set up? The environment decides, and what a server lacks is an error."""

from datetime import timedelta
from pathlib import Path
from typing import Literal

from csp.constants import NONE, SELF
from django.core.exceptions import ImproperlyConfigured

from plans.domain.lifetimes import TRAIL_FEWEST_DAYS
from vink import environment
from vink.sqlite_file import OwnersDatabase

BASE_DIR = Path(__file__).resolve().parent.parent

environment.read_file(BASE_DIR / ".env")

# --- What differs between installations ---------------------------------------------------------------------

DEBUG = environment.switch("DEBUG", default=False)

if DEBUG:
    SECRET_KEY = environment.text("SECRET_KEY", default="only-for-trying-out-and-for-tests")
    ALLOWED_HOSTS = environment.words("ALLOWED_HOSTS", default=("localhost", "127.0.0.1", "[::1]"))
else:
    SECRET_KEY = environment.required("SECRET_KEY", meaning="a long random text that only this server knows")
    environment.required("ALLOWED_HOSTS", meaning="the server's host names, separated by commas")
    ALLOWED_HOSTS = environment.words("ALLOWED_HOSTS")
    environment.required(
        "DATABASE_URL", meaning="the database's address, such as postgres://user:password@host/name"
    )

# Earlier ones: what they signed is believed still, and nothing more is signed with them.
SECRET_KEY_FALLBACKS = environment.words("SECRET_KEY_FALLBACKS")

# What the history is sealed with; without it, SECRET_KEY. Earlier ones verify what is older (docs/trail.md).
HISTORY_KEY = environment.text("HISTORY_KEY", default="")
HISTORY_KEY_FALLBACKS = environment.words("HISTORY_KEY_FALLBACKS")

ORGANISATION = environment.text("ORGANISATION", default="")  # whose Vink it is, at the head of every page

# where one writes who meets a barrier on a page
ACCESSIBILITY_CONTACT = environment.text("ACCESSIBILITY_CONTACT", default="")

# Who is told of a security hole: an address of mail or of a page, for /.well-known/security.txt.
SECURITY_CONTACT = environment.text("SECURITY_CONTACT", default="")

# Who is told by mail of every deletion of personal data, and decides none.
DATA_PROTECTION_OFFICER = environment.text("DATA_PROTECTION_OFFICER", default="")

# The folder, outside the database and its backups, with the keys of what was deleted in the last 30 days.
SEALED_KEYS_ROOT = environment.text("SEALED_KEYS_ROOT", default="")

# How many proxies stand before the program and write the visitor's address into X-Forwarded-For.
TRUSTED_PROXIES = environment.number("TRUSTED_PROXIES", default=0)

CSRF_TRUSTED_ORIGINS = environment.words("CSRF_TRUSTED_ORIGINS")

_database = environment.database("DATABASE_URL", default=f"sqlite:///{BASE_DIR / 'vink.sqlite3'}")
_beside = BASE_DIR / "locks"
if _database["ENGINE"] == "django.db.backends.sqlite3":
    _beside = Path(str(_database["NAME"])).absolute().parent
    _database |= {
        # Writers wait for their turn at the start of a transaction instead of failing in the middle of it.
        # Django itself turns the foreign keys on. What is deleted is overwritten: redacted words are gone.
        "OPTIONS": {
            "factory": OwnersDatabase,
            "transaction_mode": "IMMEDIATE",
            "timeout": 20,
            "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA secure_delete=ON;",
        },
        # In memory, a live server's threads would share one connection and answer 500.
        "TEST": {"NAME": str(BASE_DIR / "test.sqlite3")},
    }
else:
    _database |= {"CONN_MAX_AGE": 60, "CONN_HEALTH_CHECKS": True}
DATABASES = {"default": _database}

# Where the server's processes take turns, such as for a PDF: a folder in which nobody else may write.
LOCKS_ROOT = environment.text("LOCKS_ROOT", default=str(_beside))

_email = environment.email("EMAIL_URL", default="consolemail://" if DEBUG else "smtp://localhost:25")
EMAIL_BACKEND = _email.get("EMAIL_BACKEND")
EMAIL_FILE_PATH = _email.get("EMAIL_FILE_PATH") or None
EMAIL_HOST = _email.get("EMAIL_HOST", "localhost")
EMAIL_PORT = _email.get("EMAIL_PORT", 25)
EMAIL_HOST_USER = _email.get("EMAIL_HOST_USER", "")
EMAIL_HOST_PASSWORD = _email.get("EMAIL_HOST_PASSWORD", "")
EMAIL_USE_TLS = _email.get("EMAIL_USE_TLS", False)
EMAIL_USE_SSL = _email.get("EMAIL_USE_SSL", False)
EMAIL_TIMEOUT = 20
# Where people find the site: the links of all mails. What a request says of its host is never mailed.
SITE_URL = environment.text("SITE_URL", default=environment.site(ALLOWED_HOSTS, debug=DEBUG)).rstrip("/")
SITE_URL_IS_GIVEN = bool(environment.text("SITE_URL"))
REMINDER_DAYS = environment.numbers("REMINDER_DAYS", default=(14, 3))  # before a deadline
DEFAULT_FROM_EMAIL = SERVER_EMAIL = environment.text("DEFAULT_FROM_EMAIL", default="vink@localhost")

# How many days the trail is kept of who signed in, saw and took out what; at least thirty.
TRAIL_DAYS = environment.number("TRAIL_DAYS", default=365)
if TRAIL_DAYS < TRAIL_FEWEST_DAYS:
    raise ImproperlyConfigured(f"TRAIL_DAYS is {TRAIL_DAYS}; it must be {TRAIL_FEWEST_DAYS} or more.")

# --- The program --------------------------------------------------------------------------------------------

INSTALLED_APPS = [
    "whitenoise.runserver_nostatic",
    "vink.apps.AdministrationConfig",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "vink.accounts",
    "vink.apps.VinkConfig",
    # before django.forms and django_tables2, so that their own templates win
    "plans",
    "desk",
    "reporting",
    "django.forms",
    "django_htmx",
    "django_tables2",
    "csp",
]

MIDDLEWARE = [
    # first, so that a request which a later one refuses is answered under the same policy
    "csp.middleware.CSPMiddleware",
    "vink.response_headers.restrain_the_browser",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "vink.readable_requests.refuse_nul",
    "vink.plain_http.refuse_programs_in_the_clear",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "vink.trail.recording.keep_the_trail",
    "django_htmx.middleware.HtmxMiddleware",
    "vink.response_headers.keep_pages_out_of_caches",
    "vink.request_bodies.SmallBodiesOfStrangers",
    "vink.accounts.middleware.SignInRequired",
    # After the sign-in: a browser that has lost its cookies is asked to sign in, and keeps what was typed.
    "django.middleware.csrf.CsrfViewMiddleware",
    "vink.accounts.middleware.let_deputies_act",
    "vink.accounts.middleware.speak_the_users_language",
    "vink.accounts.middleware.note_the_use",
    "vink.accounts.feed_access.let_tokens_read_the_feed",
    "django.contrib.messages.middleware.MessageMiddleware",
    "vink.accounts.search_pace.SlowSearches",
    "vink.accounts.proof_asked.ProofAsked",
]

ROOT_URLCONF = "vink.urls"
WSGI_APPLICATION = "vink.wsgi.application"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
PDF_AT_ONCE = 4.0  # seconds for which a request waits for a PDF; after that the person waits on a page
DATA_UPLOAD_MAX_NUMBER_FIELDS = 5000  # a round's whole grid: some 200 goals with their figures and remarks
# A file is taken whole into memory or not at all; a larger one is turned away while it arrives.
FILE_UPLOAD_MAX_MEMORY_SIZE = 6 * 1024 * 1024
FILE_UPLOAD_HANDLERS = [
    "plans.workbook.upload_limit.LimitedUpload",
    "django.core.files.uploadhandler.MemoryFileUploadHandler",
]

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "vink.navigation.navigation",
            ],
        },
    },
]
FORM_RENDERER = "django.forms.renderers.TemplatesSetting"
DJANGO_TABLES2_TEMPLATE = "components/table.html"

# --- Language, numbers and time -----------------------------------------------------------------------------

LANGUAGE_CODE = "da"
LANGUAGES = [("da", "Dansk"), ("en", "English")]
LOCALE_PATHS = [BASE_DIR / "locale"]
FORMAT_MODULE_PATH = ["vink.formats"]
LANGUAGE_COOKIE_AGE = int(timedelta(days=365).total_seconds())
LANGUAGE_COOKIE_HTTPONLY = True
LANGUAGE_COOKIE_SAMESITE: Literal["Lax"] = "Lax"
TIME_ZONE = "Europe/Copenhagen"
USE_I18N = True
USE_TZ = True
# With it Django writes /status/2.019/ into links; figures are formatted by plans.wording alone.
USE_THOUSAND_SEPARATOR = False

# --- Static files -------------------------------------------------------------------------------------------

# `manage.py collectstatic` fills STATIC_ROOT; WhiteNoise serves from it.
STATIC_URL = "/static/"
STATIC_ROOT = environment.text("STATIC_ROOT", default=str(BASE_DIR / "staticfiles"))
STATICFILES_DIRS = [path for path in [BASE_DIR / "static"] if path.is_dir()]
STATICFILES_FINDERS = [
    "django.contrib.staticfiles.finders.FileSystemFinder",
    "django.contrib.staticfiles.finders.AppDirectoriesFinder",
    "vink.staticfiles.PackagesFinder",
]
NODE_MODULES = BASE_DIR / "node_modules"

PLAIN_STORAGE = "django.contrib.staticfiles.storage.StaticFilesStorage"
MANIFEST_STORAGE = "vink.static_storage.HashedStorage"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": PLAIN_STORAGE if DEBUG else MANIFEST_STORAGE},
}
WHITENOISE_KEEP_ONLY_HASHED_FILES = True
WHITENOISE_AUTOREFRESH = DEBUG
WHITENOISE_USE_FINDERS = DEBUG

# --- Sign-in and security -----------------------------------------------------------------------------------

AUTH_USER_MODEL = "accounts.User"
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
    {"NAME": "vink.accounts.password_words.WordsOfThePlaceValidator"},
]
LOGIN_URL = "login"
LOGIN_REDIRECT_URL = "/"
LOGOUT_REDIRECT_URL = "logged_out"
SESSION_ENDS_AFTER = timedelta(hours=environment.number("SESSION_HOURS", default=10))  # a working day
SESSION_COOKIE_AGE = int(SESSION_ENDS_AFTER.total_seconds())
SESSION_IDLE_AFTER = timedelta(minutes=environment.number("SESSION_IDLE_MINUTES", default=60))
SESSION_ENGINE = "vink.accounts.session_store"
PROVED_FOR = timedelta(minutes=5)  # before rights are given, a version is locked and the like
PASSWORD_RESET_TIMEOUT = 2 * 60 * 60  # the mail's link

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF],
        "font-src": [SELF],
        "connect-src": [SELF],
        "form-action": [SELF],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
        "object-src": [NONE],
    },
}
X_FRAME_OPTIONS = "DENY"
SECURE_REFERRER_POLICY = SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"

SECURE_SSL_REDIRECT = environment.switch("SECURE_SSL_REDIRECT", default=not DEBUG)
SECURE_REDIRECT_EXEMPT = [r"^api/v1/"]  # what programs ask is refused over http (vink.plain_http)
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = LANGUAGE_COOKIE_SECURE = not DEBUG
if not DEBUG:  # no neighbour beneath the same domain, and nobody without TLS, can set these
    SESSION_COOKIE_NAME, CSRF_COOKIE_NAME = "__Host-sessionid", "__Host-csrftoken"
SECURE_HSTS_SECONDS = environment.number("SECURE_HSTS_SECONDS", default=0 if DEBUG else 365 * 24 * 60 * 60)
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = not DEBUG

# Behind a proxy that ends TLS: the header by which it says so and the value that means HTTPS, such as
# HTTP_X_FORWARDED_PROTO,https. Only for a proxy that removes this header from what visitors send.
_proxy_header = environment.words("SECURE_PROXY_SSL_HEADER")
if len(_proxy_header) not in {0, 2}:
    raise ImproperlyConfigured(
        "SECURE_PROXY_SSL_HEADER must be a header and a value: HTTP_X_FORWARDED_PROTO,https."
    )
SECURE_PROXY_SSL_HEADER = (_proxy_header[0], _proxy_header[1]) if _proxy_header else None

# --- What goes wrong is told on standard error --------------------------------------------------------------

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {
        "line": {"()": "vink.log_lines.AsLine"},
        "json": {"()": "vink.log_lines.AsJson"},
    },
    "filters": {"refusals": {"()": "vink.log_lines.RefusalsInOneLine"}},
    "handlers": {
        "stderr": {"class": "logging.StreamHandler", "formatter": "line", "filters": ["refusals"]},
        "events": {"class": "logging.StreamHandler", "formatter": "json"},
    },
    "root": {"handlers": ["stderr"], "level": environment.text("LOG_LEVEL", default="INFO")},
    # Django's own handlers would mail the administrators, whom nobody has named.
    "loggers": {
        "django": {"handlers": [], "propagate": True},
        "fontTools": {"level": "WARNING"},
        "vink.trail": {"handlers": ["events"], "level": "INFO", "propagate": False},
        "weasyprint.progress": {"level": "WARNING"},
    },
}
