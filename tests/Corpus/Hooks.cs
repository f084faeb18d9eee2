using System.Text.Json;
using Igniter.Connectors;
using Microsoft.Extensions.DependencyInjection;

namespace Corpus.Hooks;

/// <summary>What the hooks below did, in their order.</summary>
public sealed class Journal
{
    public List<string> Lines { get; } = [];
}

public sealed record HookConfig(string Name);

/// <summary>Hooks that are synchronous, and private.</summary>
[Connector("hooks-sync", Config = typeof(HookConfig))]
public sealed partial class SyncHooksConnector(IServiceProvider services)
{
    [OnValidate]
    private void Validate(ConnectorContext context, HookConfig config) => services.GetRequiredService<Journal>().Lines.Add($"validate {config.Name} of {context.Identity}");

    [OnConnect]
    private void Connect(Uri? webhookUrl, ConnectorContext<HookConfig> context) => services.GetRequiredService<Journal>().Lines.Add($"connect {context.Config.Name} {webhookUrl}");

    [OnDisconnect]
    private void Disconnect(ConnectorContext<HookConfig> context, Uri? webhookUrl) => services.GetRequiredService<Journal>().Lines.Add($"disconnect {context.Config.Name} {webhookUrl}");

    [OnContext]
    private string MakeState(CancellationToken cancellationToken, HookConfig config) => $"state of {config.Name} {cancellationToken.CanBeCanceled}";

    [TestConnection]
    private void Test(string state) => services.GetRequiredService<Journal>().Lines.Add("test " + state);

    [DefaultConfig]
    private static HookConfig Default() => new("default");

    [OnUpgrade]
    private static HookConfig Upgrade(JsonElement stored) => new(stored.GetProperty("old").GetString()!);

    [Action]
    public Task<string> StateAsync(string state) => Task.FromResult(state);
}

/// <summary>Hooks that return tasks.</summary>
[Connector("hooks-task", Config = typeof(HookConfig))]
public sealed partial class TaskHooksConnector(IServiceProvider services)
{
    [OnValidate]
    internal async Task ValidateAsync(ConnectorContext context, HookConfig config)
    {
        await Task.Yield();
        services.GetRequiredService<Journal>().Lines.Add($"validate {config.Name} of {context.Identity}");
    }

    [OnConnect]
    internal async Task ConnectAsync(Uri? webhookUrl, ConnectorContext<HookConfig> context)
    {
        await Task.Yield();
        services.GetRequiredService<Journal>().Lines.Add($"connect {context.Config.Name} {webhookUrl}");
    }

    [OnDisconnect]
    internal async Task DisconnectAsync(ConnectorContext<HookConfig> context, Uri? webhookUrl)
    {
        await Task.Yield();
        services.GetRequiredService<Journal>().Lines.Add($"disconnect {context.Config.Name} {webhookUrl}");
    }

    [OnContext]
    internal async Task<string> MakeStateAsync(CancellationToken cancellationToken, HookConfig config)
    {
        await Task.Yield();
        return $"state of {config.Name} {cancellationToken.CanBeCanceled}";
    }

    [TestConnection]
    internal async Task TestAsync(string state)
    {
        await Task.Yield();
        services.GetRequiredService<Journal>().Lines.Add("test " + state);
    }

    [DefaultConfig]
    internal static async Task<HookConfig> DefaultAsync(IServiceProvider services)
    {
        await Task.Yield();
        return new(services is null ? "nothing" : "default");
    }

    [OnUpgrade]
    internal static async Task<HookConfig> UpgradeAsync(JsonElement stored)
    {
        await Task.Yield();
        return new(stored.GetProperty("old").GetString()!);
    }

    [Action]
    public Task<string> StateAsync(string state) => Task.FromResult(state);
}

/// <summary>Hooks that return value tasks.</summary>
[Connector("hooks-value-task", Config = typeof(HookConfig))]
public sealed partial class ValueTaskHooksConnector(IServiceProvider services)
{
    [OnValidate]
    internal async ValueTask ValidateAsync(ConnectorContext context, HookConfig config)
    {
        await Task.Yield();
        services.GetRequiredService<Journal>().Lines.Add($"validate {config.Name} of {context.Identity}");
    }

    [OnConnect]
    internal async ValueTask ConnectAsync(Uri? webhookUrl, ConnectorContext<HookConfig> context)
    {
        await Task.Yield();
        services.GetRequiredService<Journal>().Lines.Add($"connect {context.Config.Name} {webhookUrl}");
    }

    [OnDisconnect]
    internal async ValueTask DisconnectAsync(ConnectorContext<HookConfig> context, Uri? webhookUrl)
    {
        await Task.Yield();
        services.GetRequiredService<Journal>().Lines.Add($"disconnect {context.Config.Name} {webhookUrl}");
    }

    [OnContext]
    internal async ValueTask<string> MakeStateAsync(CancellationToken cancellationToken, HookConfig config)
    {
        await Task.Yield();
        return $"state of {config.Name} {cancellationToken.CanBeCanceled}";
    }

    [TestConnection]
    internal async ValueTask TestAsync(string state)
    {
        await Task.Yield();
        services.GetRequiredService<Journal>().Lines.Add("test " + state);
    }

    [DefaultConfig]
    internal static async ValueTask<HookConfig> DefaultAsync(IServiceProvider services)
    {
        await Task.Yield();
        return new(services is null ? "nothing" : "default");
    }

    [OnUpgrade]
    internal static async ValueTask<HookConfig> UpgradeAsync(JsonElement stored)
    {
        await Task.Yield();
        return new(stored.GetProperty("old").GetString()!);
    }

    [Action]
    public Task<string> StateAsync(string state) => Task.FromResult(state);
}
