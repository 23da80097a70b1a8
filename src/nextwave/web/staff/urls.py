"""Addresses for everyone who signs in."""

from __future__ import annotations

from django.urls import path

from nextwave.web.staff import accounts, administering

urlpatterns = [
    path("staff/", accounts.home, name="staff"),
    path("staff/sign-in/", accounts.sign_in, name="sign-in"),
    path("staff/sign-out/", accounts.sign_out, name="sign-out"),
    path("staff/accounts/", administering.accounts, name="accounts"),
    path("staff/accounts/add/", administering.add_account, name="add-account"),
    path("staff/accounts/<int:number>/", administering.account, name="account"),
]
