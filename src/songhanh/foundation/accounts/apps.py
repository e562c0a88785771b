"""Accounts app."""

from django.apps import AppConfig


class AccountsConfig(AppConfig):
    """Users and sign-in."""

    name = "songhanh.foundation.accounts"
    label = "accounts"
    verbose_name = "Tài khoản"
