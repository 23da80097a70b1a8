"""Addresses for everyone who signs in."""

from __future__ import annotations

from django.urls import path

from nextwave.web.staff import access_log, account_history, accounts, administering, own_account

urlpatterns = [
    path("staff/", accounts.home, name="staff"),
    path("staff/sign-in/", accounts.sign_in, name="sign-in"),
    path("staff/sign-out/", accounts.sign_out, name="sign-out"),
    path("staff/own/", own_account.own_account, name="own-account"),
    path("staff/access-log/", access_log.access_log, name="access-log"),
    path("staff/access-log/csv/", access_log.access_log_csv, name="access-log-csv"),
    path("staff/accounts/", administering.accounts, name="accounts"),
    path("staff/accounts/add/", administering.add_account, name="add-account"),
    path("staff/accounts/history/", account_history.account_history, name="account-history"),
    path("staff/accounts/<int:number>/", administering.account, name="account"),
]
