namespace Igniter.Connectors;

/// <summary>What the server remembers of a flow. The browser sees none of it.</summary>
internal sealed record FlowState
{
    public required string Scope { get; init; }

    public required string Identity { get; init; }

    public required string Connector { get; init; }

    public required string Name { get; init; }

    public required string ReturnUrl { get; init; }

    public required string RedirectUri { get; init; }

    public required string CookieHash { get; init; }

    public string? Verifier { get; init; }

    public required string ClientId { get; init; }

    public required string TokenEndpoint { get; init; }

    public required string[] Scopes { get; init; }

    /// <summary>The configuration as JSON; <see langword="null"/> to keep the connection's.</summary>
    public string? Config { get; init; }

    /// <summary>The values that the endpoints hold.</summary>
    public required Dictionary<string, string> Values { get; init; }

    /// <summary>The account that it must end in.</summary>
    public string? AccountId { get; init; }

    /// <summary>Whether it must end in the account above.</summary>
    public required bool RequireSameAccount { get; init; }

    public string? Subject { get; init; }

    public override string ToString() => nameof(FlowState);
}
