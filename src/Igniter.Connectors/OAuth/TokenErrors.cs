using System.Collections.Frozen;
using System.Text.Json;

namespace Igniter.Connectors;

/// <summary>Finds out from a token endpoint's answer that it is an error, and which: RFC 6749 section 5.2 and what providers make of it.</summary>
internal static class TokenErrors
{
    private static readonly FrozenSet<string> GrantIsDead = Set(
        "invalid_grant", "bad_refresh_token", "invalid_refresh_token", "refresh_token_expired", "expired_refresh_token", "refresh_token_invalid",
        "refresh_token_revoked", "expired_token", "token_expired", "token_revoked", "invalid_auth", "account_inactive", "interaction_required",
        "consent_required", "login_required", "oauthexception", "oauth_authorization_revoked");

    private static readonly FrozenSet<string> ClientIsWrong = Set(
        "invalid_client", "unauthorized_client", "invalid_client_id", "bad_client_id", "bad_client_secret", "invalid_client_secret",
        "incorrect_client_credentials", "redirect_uri_mismatch", "bad_redirect_uri", "invalid_redirect_uri", "application_suspended", "invalid_app", "unknown_client",
        "unsupported_grant_type");

    private static readonly FrozenSet<string> MayPass = Set(
        "temporarily_unavailable", "server_error", "slow_down", "ratelimited", "rate_limited", "rate_limit_exceeded", "rate_limit", "too_many_requests",
        "internal_error", "internal_server_error", "service_unavailable", "fatal_error", "request_timeout", "timeout", "concurrent_request");

    /// <summary>Codes that say nothing beyond this request; known so that they may be shown.</summary>
    private static readonly FrozenSet<string> Others = Set(
        "invalid_request", "invalid_scope", "access_denied", "invalid_code", "bad_verification_code", "code_already_used", "invalid_token", "bad_request",
        "unverified_user_email", "invalid_target", "unsupported_response_type");

    /// <param name="answer">The answer as an object; <see langword="null"/> when it isn't one.</param>
    /// <param name="status">The HTTP status.</param>
    /// <param name="isRefresh">Whether a refresh token was sent, or a code.</param>
    /// <param name="isBusy">Whether headers say that the provider asks for patience.</param>
    /// <returns>What it means; <see langword="null"/> when it isn't an error.</returns>
    public static (TokenFailureKind Kind, string? Error)? Classify(JsonElement? answer, int status, bool isRefresh, bool isBusy)
    {
        bool isSuccess = status is >= 200 and < 300;
        string? error = answer is { } json ? CodeOf(json, isSuccess) : null;
        if (status is 408 or 425 or 429 or >= 500)
        {
            return (TokenFailureKind.Transient, Known(error));
        }

        if (error is null)
        {
            return isSuccess ? null : (isBusy ? TokenFailureKind.Transient : isRefresh ? TokenFailureKind.Unparsable : TokenFailureKind.Rejected, null);
        }

        string code = Normalize(error);
        TokenFailureKind kind = code switch
        {
            _ when MayPass.Contains(code) => TokenFailureKind.Transient,
            _ when ClientIsWrong.Contains(code) => TokenFailureKind.Configuration,
            _ when isRefresh && (GrantIsDead.Contains(code) || BlamesRefreshToken(code) || BlamesRefreshToken(answer!.Value)) => TokenFailureKind.Reauthorize,
            _ when isBusy && !GrantIsDead.Contains(code) => TokenFailureKind.Transient,
            _ => TokenFailureKind.Rejected,
        };
        return (kind, Known(error));
    }

    /// <summary>The error's code, wherever it stands; <see langword="null"/> when the answer isn't an error.</summary>
    public static string? CodeOf(JsonElement answer, bool isSuccess)
    {
        if (ProviderJson.Member(answer, "error") is { } error && CodeOf(error) is { } code)
        {
            return code;
        }

        if (ProviderJson.Text(answer, "error_code", "errorCode") is { } other && other is not "0")
        {
            return other;
        }

        // What follows means an error only where the status or the envelope says so.
        bool isFailure = !isSuccess || ProviderJson.Member(answer, "ok") is { ValueKind: JsonValueKind.False };
        if (!isFailure)
        {
            return null;
        }

        return ProviderJson.Member(answer, "errors") is { ValueKind: JsonValueKind.Array } errors && errors.GetArrayLength() > 0
            ? ProviderJson.Text(errors[0], "errorType", "code", "error", "message") ?? "errors"
            : ProviderJson.Text(answer, "status", "code", "type", "reason", "message");
    }

    private static string? CodeOf(JsonElement error) => error.ValueKind switch
    {
        JsonValueKind.String => ProviderJson.Text(error) is { Length: > 0 } text && !IsNoError(text) ? text : null,
        JsonValueKind.Number => error.GetRawText() is "0" ? null : error.GetRawText(),
        JsonValueKind.True => "error",
        JsonValueKind.Object => ProviderJson.Text(error, "type", "code", "status", "error", "name", "message") ?? "error",
        _ => null,
    };

    private static bool IsNoError(string text) => text is "0" or "ok" or "none" or "success" or "false" or "null";

    private static bool BlamesRefreshToken(JsonElement answer) =>
        ProviderJson.Text(answer, "message", "error_description", "errorMessage") is { Length: < 1000 } text && BlamesRefreshToken(Normalize(text));

    private static bool BlamesRefreshToken(string text) =>
        text.Contains("refresh_token", StringComparison.Ordinal)
        && (text.Contains("invalid", StringComparison.Ordinal)
            || text.Contains("expired", StringComparison.Ordinal)
            || text.Contains("revoked", StringComparison.Ordinal)
            || text.Contains("incorrect", StringComparison.Ordinal)
            || text.Contains("not_found", StringComparison.Ordinal)
            || text.Contains("bad_", StringComparison.Ordinal));

    /// <summary>A provider's text is shown only if it is one that everybody knows.</summary>
    private static string? Known(string? error)
    {
        string code = Normalize(error ?? "");
        return GrantIsDead.Contains(code) || ClientIsWrong.Contains(code) || MayPass.Contains(code) || Others.Contains(code) ? code : null;
    }

    private static string Normalize(string error) => error.ToLowerInvariant().Replace(' ', '_').Replace('-', '_');

    private static FrozenSet<string> Set(params ReadOnlySpan<string> codes) => FrozenSet.Create(StringComparer.Ordinal, codes);
}
