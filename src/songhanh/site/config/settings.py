"""Settings. What an installation decides comes from the environment (docs/howto/settings.md)."""

from pathlib import Path

from songhanh.site.config import environment

ROOT = Path(__file__).resolve().parents[2]
VAR = environment.var_folder()

SECRET_KEY = environment.secret_key(VAR)
DEBUG = environment.flag("SONGHANH_DEBUG")
ALLOWED_HOSTS = environment.words("SONGHANH_HOSTS", default=["*"])
CSRF_TRUSTED_ORIGINS = environment.words("SONGHANH_ORIGINS", default=[])
FILES = environment.files_folder(VAR)

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django_tasks",
    "django_tasks_db",
    "songhanh.foundation.ui",
    "songhanh.foundation.audit",
    "songhanh.foundation.accounts",
    "songhanh.foundation.jobs",
    "songhanh.registry.orgunits",
    "songhanh.registry.roles",
    "songhanh.registry.audiences",
    "songhanh.registry.calendar",
    "songhanh.registry.privacy",
    "songhanh.ledger",
    "songhanh.programme.elements",
    "songhanh.programme.targets",
    "songhanh.programme.tasks",
    "songhanh.programme.rules",
    "songhanh.programme.plans",
    "songhanh.programme.amendments",
    "songhanh.programme.duties",
    "songhanh.programme.cascade",
    "songhanh.records.recording",
    "songhanh.records.activities",
    "songhanh.records.media",
    "songhanh.records.conventions",
    "songhanh.records.mediaindex",
    "songhanh.records.sheets",
    "songhanh.records.communitymodels",
    "songhanh.records.materials",
    "songhanh.records.training",
    "songhanh.records.schools",
    "songhanh.records.columns",
    "songhanh.records.channels",
    "songhanh.records.campaigns",
    "songhanh.records.figures",
    "songhanh.results.values",
    "songhanh.results.totals",
    "songhanh.results.coverage",
    "songhanh.results.freezing",
    "songhanh.results.overviews",
    "songhanh.reporting.obligations",
    "songhanh.reporting.difficulties",
    "songhanh.reporting.readiness",
    "songhanh.reporting.submissions",
    "songhanh.reporting.consolidation",
    "songhanh.reporting.documents",
    "songhanh.reporting.dispatch",
    "songhanh.site.home",
    "songhanh.site.outbox",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "songhanh.foundation.ui.middleware.SecurityPolicyMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "songhanh.foundation.ui.middleware.TextCompressionMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "songhanh.foundation.ui.middleware.LanguageMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "songhanh.foundation.accounts.middleware.SessionLimitsMiddleware",
    "songhanh.registry.roles.middleware.ActingMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "songhanh.foundation.ui.middleware.UploadLimitMiddleware",
    "songhanh.foundation.ui.middleware.RefusalMiddleware",
]

ROOT_URLCONF = "songhanh.site.config.urls"
WSGI_APPLICATION = "songhanh.site.config.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "songhanh.foundation.ui.context.page_frame",
            ],
        },
    },
]

DATABASES = {"default": environment.database(VAR)}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

AUTH_USER_MODEL = "accounts.User"
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.Argon2PasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 10},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]

LANGUAGE_CODE = "vi"
LANGUAGES = [("vi", "Tiếng Việt"), ("en", "English")]
LANGUAGE_COOKIE_AGE = 365 * 24 * 3600
LANGUAGE_COOKIE_HTTPONLY = True
LANGUAGE_COOKIE_SAMESITE = "Lax"
LOCALE_PATHS = [ROOT / "locale"]
FORMAT_MODULE_PATH = ["songhanh.site.config.formats"]
USE_I18N = True
USE_THOUSAND_SEPARATOR = True
# The same as in formats/, for what stands in a page without a filter (ui/base.html says why).
DATE_FORMAT = SHORT_DATE_FORMAT = "d/m/Y"
DATETIME_FORMAT = SHORT_DATETIME_FORMAT = "H:i d/m/Y"
DECIMAL_SEPARATOR = ","
TIME_ZONE = "Asia/Ho_Chi_Minh"
USE_TZ = True

STATIC_URL = "static/"
WHITENOISE_USE_FINDERS = True  # straight from the apps: nothing has to be collected first

DATA_UPLOAD_MAX_MEMORY_SIZE = 5 * 1024 * 1024
FILE_UPLOAD_MAX_MEMORY_SIZE = 2 * 1024 * 1024
MAX_UPLOAD_BYTES = 20 * 1024 * 1024

# From this certainty (0 to 1) the plan reader counts as sure: such elements are confirmed at once.
PLAN_CERTAIN_FROM = "0.9"

LOGIN_URL = "accounts:sign_in"
SIGN_IN_FAILURES_PER_NAME = environment.number("SONGHANH_FAILURES_PER_NAME", default=5)
SIGN_IN_FAILURES_PER_ADDRESS = environment.number("SONGHANH_FAILURES_PER_ADDRESS", default=50)
SIGN_IN_LOCK_MINUTES = environment.number("SONGHANH_LOCK_MINUTES", default=15)
CLIENT_ADDRESS_HEADER = environment.text("SONGHANH_ADDRESS_HEADER")

# Codes of roles (LO, AD …) that work only with a second factor.
SECOND_FACTOR_ROLES = environment.words("SONGHANH_SECOND_FACTOR_ROLES", default=[])
INVITATION_DAYS = environment.number("SONGHANH_INVITATION_DAYS", default=14)

# Sign-in with an OpenID provider; off without an issuer.
OIDC_ISSUER = environment.text("SONGHANH_OIDC_ISSUER").rstrip("/")
OIDC_CLIENT_ID = environment.text("SONGHANH_OIDC_CLIENT_ID")
OIDC_CLIENT_SECRET = environment.text("SONGHANH_OIDC_CLIENT_SECRET")
OIDC_NAME = environment.text("SONGHANH_OIDC_NAME")
OIDC_SCOPES = environment.text("SONGHANH_OIDC_SCOPES") or "openid profile"

vars().update(environment.mail(environment.text("SONGHANH_MAIL_URL")))
DEFAULT_FROM_EMAIL = environment.text("SONGHANH_MAIL_FROM")
# For links in what is sent without a page being asked for; without it there are none.
PUBLIC_ADDRESS = environment.address("SONGHANH_PUBLIC_URL")

SESSION_HOURS = environment.number("SONGHANH_SESSION_HOURS", default=10)
SESSION_IDLE_MINUTES = environment.number("SONGHANH_SESSION_IDLE_MINUTES", default=120)
# Half a day more than a session lasts: whose it was is then known when a form comes too late.
JOBS_KEPT_DAYS = environment.number("SONGHANH_JOBS_KEPT_DAYS", default=90)

SESSION_COOKIE_AGE = (SESSION_HOURS + 12) * 3600
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_SECURE = environment.flag("SONGHANH_HTTPS")
CSRF_COOKIE_SECURE = SESSION_COOKIE_SECURE
SECURE_HSTS_SECONDS = (
    environment.number("SONGHANH_HSTS_SECONDS", default=31_536_000) if SESSION_COOKIE_SECURE else 0
)
# The proxy in front ends TLS and says so; without SONGHANH_HTTPS nobody is believed.
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if SESSION_COOKIE_SECURE else None
CSRF_FAILURE_VIEW = "songhanh.foundation.ui.refusals.csrf_failure"
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"

TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "handlers": {"console": {"class": "logging.StreamHandler"}},
    "root": {"handlers": ["console"], "level": "WARNING"},
}
