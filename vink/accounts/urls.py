"""Which address leads to which page of one's account?

Sign-in and sign-out, language, the person's own page with access tokens, an invitation, and changing or
resetting a password.
"""

from django.contrib.auth.decorators import login_not_required
from django.urls import path
from django.views.decorators.http import require_POST
from django.views.i18n import set_language

from vink.accounts import deputy_views, reset_views, session_views, token_views, views

urlpatterns = [
    path("login/", views.SignIn.as_view(), name="login"),
    # Exempt, for a session may have ended before the button is pressed: then this still signs out.
    path("logout/", views.SignOut.as_view(), name="logout"),
    path("logged-out/", views.signed_out, name="logged_out"),
    path("language/", login_not_required(require_POST(set_language)), name="language"),
    path("token/", views.fresh_csrf_token, name="csrf_token"),
    path("me/", views.profile, name="profile"),
    path("me/tokens/", token_views.make, name="access_tokens"),
    path("me/tokens/<int:token_id>/revoke/", token_views.revoke, name="access_token_revoke"),
    path("me/tokens/<int:token_id>/lengthen/", token_views.lengthen, name="access_token_lengthen"),
    path("me/deputies/", deputy_views.appoint_own, name="deputies"),
    path("me/deputies/<int:deputy_id>/end/", deputy_views.end_own, name="deputy_end"),
    path("me/sessions/", session_views.sessions, name="sessions"),
    path("me/sessions/others/end/", session_views.end_others, name="sessions_end_others"),
    path("me/sessions/<slug:mark>/end/", session_views.end, name="session_end"),
    path("me/password/", views.ChangePassword.as_view(), name="password_change"),
    path("invitation/<uidb64>/<token>/", reset_views.AcceptInvitation.as_view(), name="invitation"),
    path("password/forgotten/", reset_views.AskForReset.as_view(), name="password_reset"),
    path("password/forgotten/sent/", reset_views.AskedForReset.as_view(), name="password_reset_done"),
    path(
        "password/new/<uidb64>/<token>/",
        reset_views.SetForgottenPassword.as_view(),
        name="password_reset_confirm",
    ),
    path(
        "password/new/done/",
        reset_views.SetForgottenPasswordDone.as_view(),
        name="password_reset_complete",
    ),
]
