#!/usr/bin/env bash
# Writes docs/requirements.md and docs/lifecycles anew from the tests and the tables.
cd "$(dirname "${BASH_SOURCE[0]}")/.." && SHOUWEN_WRITE_DOCS=1 dotnet run --project tests/Shouwen.Tests -- -noLogo -class "Shouwen.Tests.Docs.*"
