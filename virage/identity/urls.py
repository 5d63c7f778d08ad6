"""Addresses of signing in. Those named account_… and mfa_… bear the names that allauth looks up."""

from django.urls import path

from virage.identity import views

urlpatterns = [
    path("lien/<str:secret>/", views.link, name="identity-link"),
    path("compte/", views.overview, name="mfa_index"),
    path("compte/connexion/", views.login, name="account_login"),
    path("compte/deconnexion/", views.logout, name="account_logout"),
    path("compte/inactif/", views.inactive, name="account_inactive"),
    path("compte/confirmation/", views.confirm_by_password, name="account_reauthenticate"),
    path("compte/mot-de-passe/", views.change_password, name="account_change_password"),
    path("compte/premier-mot-de-passe/", views.choose_password, name="account_set_password"),
    path("compte/second-facteur/", views.second_factor, name="mfa_authenticate"),
    path("compte/second-facteur/confirmation/", views.confirm_by_code, name="mfa_reauthenticate"),
    path("compte/application/", views.add_application, name="mfa_activate_totp"),
    path("compte/application/retrait/", views.remove_application, name="mfa_deactivate_totp"),
    path("compte/codes-de-secours/", views.recovery_codes, name="mfa_view_recovery_codes"),
    path(
        "compte/codes-de-secours/nouveaux/",
        views.new_recovery_codes,
        name="mfa_generate_recovery_codes",
    ),
    path(
        "compte/codes-de-secours/fichier/",
        views.download_recovery_codes,
        name="mfa_download_recovery_codes",
    ),
]
