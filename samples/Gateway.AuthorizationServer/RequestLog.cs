using System.Collections.Concurrent;

namespace Gateway.AuthorizationServer;

/// <summary>What the server was asked for, so that a test can tell what a client did from the other side.</summary>
public sealed class RequestLog
{
    private readonly ConcurrentQueue<ServedRequest> _requests = new();
    private int _reuses;

    /// <summary>Every request that was answered, in order.</summary>
    public IReadOnlyCollection<ServedRequest> Requests => _requests;

    /// <summary>How often an authorization code or a refresh token was used a second time. Each time the whole grant is revoked.</summary>
    public int Reuses => Volatile.Read(ref _reuses);

    /// <summary>Counts requests to an endpoint.</summary>
    /// <param name="path">Its path: one of <see cref="ServerPaths"/>.</param>
    /// <returns>How many.</returns>
    public int Count(string path) => _requests.Count(request => request.Path == path);

    /// <summary>Counts token requests.</summary>
    /// <param name="grantType">Their <c>grant_type</c>.</param>
    /// <returns>How many.</returns>
    public int CountTokens(string grantType) => _requests.Count(request => request.Path == ServerPaths.Token && request.GrantType == grantType);

    internal void Add(ServedRequest request) => _requests.Enqueue(request);

    internal void AddReuse() => Interlocked.Increment(ref _reuses);
}

/// <summary>A request that was answered.</summary>
/// <param name="Path">The endpoint's path.</param>
/// <param name="GrantType">At the token endpoint: the grant.</param>
/// <param name="Error">The OAuth error that was answered, if any.</param>
/// <param name="StatusCode">The HTTP status.</param>
public sealed record ServedRequest(string Path, string? GrantType, string? Error, int StatusCode);

/// <summary>Where the endpoints are.</summary>
public static class ServerPaths
{
    public const string Authorization = "/connect/authorize";
    public const string Token = "/connect/token";
    public const string Revocation = "/connect/revoke";
    public const string UserInfo = "/connect/userinfo";

    /// <summary>The resource API.</summary>
    public const string Notes = "/api/notes";
}
