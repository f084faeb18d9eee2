namespace Igniter.Connectors.Tests.Engine;

/// <summary>What a user would declare; its members are described by hand in <see cref="DemoContracts"/>.</summary>
public sealed record DemoConfig
{
    public required string Token { get; init; }

    public required string Endpoint { get; init; }

    public int Limit { get; init; } = 10;

    public string? Note { get; init; }

    public DemoAccount? Account { get; init; }

    public List<DemoAccount> Others { get; init; } = [];

    public DemoMode Mode { get; init; }
}

public sealed record DemoAccount
{
    public required string Name { get; init; }

    public string? Password { get; init; }
}

public enum DemoMode
{
    Fast,
    Careful,
}

public sealed record EchoInput
{
    public required string Text { get; init; }

    public int Times { get; init; } = 1;
}

public sealed record EchoOutput
{
    public string? Text { get; init; }

    public string? Secret { get; init; }
}

public sealed record CountInput
{
    public int To { get; init; } = 3;
}

public sealed record CountItem(int Value);
