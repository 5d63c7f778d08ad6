"""The one settings file: everything that differs between installations is read from the environment."""

import secrets
from pathlib import Path

from virage.lib.sqlite.library import use_bundled
from virage.site import environment

use_bundled()

BASE_DIR = Path(__file__).resolve().parent.parent.parent
VIRAGE_DATA = environment.folder("VIRAGE_DATA", BASE_DIR / "var")
VIRAGE_FILES = VIRAGE_DATA / "files"
VIRAGE_DEMONSTRATION = environment.flag("VIRAGE_DEMONSTRATION")
DEBUG = environment.flag("VIRAGE_DEBUG")


def _secret_key() -> str:
    """The key from the environment, or one made once and kept in the data folder, readable by us alone."""
    given = environment.text("VIRAGE_SECRET_KEY")
    if given:
        return given
    kept = VIRAGE_DATA / "secret-key"
    try:
        kept.touch(mode=0o600, exist_ok=False)
    except FileExistsError:
        pass
    else:
        kept.write_text(secrets.token_urlsafe(64))
    return kept.read_text()


SECRET_KEY = _secret_key()
# Earlier keys, still read: changing the key then signs nobody out and loses no second factor.
SECRET_KEY_FALLBACKS = environment.words("VIRAGE_SECRET_KEY_FALLBACKS")
ALLOWED_HOSTS = environment.words("VIRAGE_ALLOWED_HOSTS", "127.0.0.1,localhost,[::1]")
CSRF_TRUSTED_ORIGINS = environment.words("VIRAGE_TRUSTED_ORIGINS")
VIRAGE_PUBLIC_URL = environment.text("VIRAGE_PUBLIC_URL", "http://127.0.0.1:8000")
BEHIND_TLS = VIRAGE_PUBLIC_URL.startswith("https://")

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    # Before allauth, whose pages take our templates.
    "virage.identity",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "django_htmx",
    "django_tasks",
    "django_tasks_db",
    "virage.lib",
    "virage.ui",
    "virage.audit",
    "virage.organisations",
    "virage.registers",
    "virage.services",
    "virage.consultations",
    "virage.plans",
    "virage.exchange",
    "virage.reminders",
    "virage.feedback",
    "virage.intake",
    "virage.barometer",
    "virage.opendata",
    "virage.portal",
    "virage.site",
    "virage.excellence",
    "virage.contracts",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "virage.site.middleware.ContentSecurity",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.middleware.gzip.GZipMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "virage.site.middleware.NoNullCharacters",
    "virage.ui.access.ClosedUnlessDeclared",
    "virage.identity.middleware.SecondFactorFirst",
    "django_htmx.middleware.HtmxMiddleware",
]

ROOT_URLCONF = "virage.site.urls"
WSGI_APPLICATION = "virage.site.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.i18n",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "virage.ui.context.layout",
            ],
        },
    },
]

DATABASES = {"default": environment.database("VIRAGE_DATABASE_URL", VIRAGE_DATA)}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

AUTH_USER_MODEL = "identity.Person"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
AUTH_PASSWORD_VALIDATORS = [
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 12},
    },
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "portal:home"
ACCOUNT_LOGOUT_REDIRECT_URL = "portal:home"
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*", "password2*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_ADAPTER = "virage.identity.adapters.AccountAdapter"
ACCOUNT_FORMS = {
    "login": "virage.identity.forms.SignIn",
    "reauthenticate": "virage.identity.forms.ConfirmByPassword",
    "set_password": "virage.identity.forms.ChoosePassword",
    "change_password": "virage.identity.forms.ChangePassword",
}
MFA_ADAPTER = "virage.identity.adapters.MFAAdapter"
MFA_FORMS = {
    "authenticate": "virage.identity.forms.SecondFactor",
    "reauthenticate": "virage.identity.forms.ConfirmByCode",
    "activate_totp": "virage.identity.forms.AddApplication",
}
MFA_SUPPORTED_TYPES = ["totp", "recovery_codes"]
MFA_TOTP_ISSUER = "Virage"
# Attempts at signing in and codes already used are counted for all server processes together.
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "identity_attempts",
        "OPTIONS": {"MAX_ENTRIES": 100_000},
    }
}
ALLAUTH_TRUSTED_PROXY_COUNT = int(environment.text("VIRAGE_TRUSTED_PROXIES", "0"))

LANGUAGE_CODE = "fr"
LANGUAGES = [("fr", "Français"), ("en", "English")]
USE_I18N = True
USE_TZ = True
TIME_ZONE = "America/Toronto"

STATIC_URL = "static/"
STATIC_ROOT = VIRAGE_DATA / "static"
# What programs ask for by a fixed address: the icon, where a page names none (data, documents).
WHITENOISE_ROOT = BASE_DIR / "virage" / "ui" / "root"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"
        if not DEBUG
        else "django.contrib.staticfiles.storage.StaticFilesStorage"
    },
}
MEDIA_ROOT = VIRAGE_FILES
DATA_UPLOAD_MAX_MEMORY_SIZE = 2_621_440
FILE_UPLOAD_MAX_MEMORY_SIZE = 2_621_440
# A page of the editor of registers holds fifty rows of as many cells as a kind has columns.
DATA_UPLOAD_MAX_NUMBER_FIELDS = 5_000

TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}

EMAIL_BACKEND = (
    "django.core.mail.backends.smtp.EmailBackend"
    if environment.text("VIRAGE_SMTP_HOST")
    else "django.core.mail.backends.console.EmailBackend"
)
EMAIL_HOST = environment.text("VIRAGE_SMTP_HOST")
EMAIL_PORT = int(environment.text("VIRAGE_SMTP_PORT", "25"))
DEFAULT_FROM_EMAIL = environment.text("VIRAGE_FROM_EMAIL", "virage@localhost")

SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = BEHIND_TLS
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_AGE = 12 * 3600
SECURE_SSL_REDIRECT = BEHIND_TLS
SECURE_HSTS_SECONDS = 31_536_000 if BEHIND_TLS else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = BEHIND_TLS
SECURE_REFERRER_POLICY = "same-origin"
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if BEHIND_TLS else None
X_FRAME_OPTIONS = "DENY"

# The layout draws these entries without knowing the packages that declare them.
VIRAGE_NAVIGATION = "virage.contracts.navigation.entries"
# It also asks whether to say that all data are invented.
VIRAGE_HOLDS_INVENTED_DATA = "virage.identity.queries.holds_invented_data"

# Views of these modules declare no audience of their own; each guards itself.
VIRAGE_OPEN_MODULES = ("ninja.", "django.views.i18n", "whitenoise.")

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"lines": {"()": "virage.lib.logs.JsonLines"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "lines"}},
    "root": {"handlers": ["console"], "level": environment.text("VIRAGE_LOG_LEVEL", "INFO")},
}
