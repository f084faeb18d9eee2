using System.Diagnostics;
using System.Reflection;
using System.Text.Json;
using Igniter.Connectors.Tests.Engine;
using Igniter.Connectors.Tests.Telemetry;
using static Igniter.Connectors.Tests.Engine.TestHost;

namespace Igniter.Connectors.Tests.Leaks;

/// <summary>What the SDK's own types show of the secrets that they hold.</summary>
[Collection(nameof(TelemetryCollection))]
public sealed class ShownTypesTests : IDisposable
{
    private readonly LeakHunt _hunt = new();
    private readonly string _secret;

    public ShownTypesTests() => _secret = _hunt.Plant("secret");

    public void Dispose() => _hunt.Dispose();

    [Fact]
    public void S120_types_that_hold_secrets_show_none_as_text_JSON_or_in_a_debugger()
    {
        Dictionary<string, string> captured = new() { ["x"] = _secret };
        object[] holders =
        [
            new ConnectorsOptions { Secret = _secret, PreviousSecrets = { _secret } },
            new OAuthClientOptions { ClientId = "id", ClientSecret = _secret },
            new OAuthClient("id", _secret),
            new OAuthTokens { AccessToken = _secret, RefreshToken = _secret, IdToken = _secret, Captured = captured },
            new OAuthConnection(_secret, "Bearer", ["read"], null, new OAuthAccount { Id = "1" }, captured),
            new ConnectionResult(null!, new Uri($"https://x.test/{_secret}")),
            new WebhookRequest { Method = "POST", Headers = new Dictionary<string, Microsoft.Extensions.Primitives.StringValues>(), Body = default, ReceivedAt = default, Url = $"https://x.test/{_secret}" },
            new ConnectorException("X", "fine", new InvalidOperationException(_secret)),
        ];

        foreach (object holder in holders)
        {
            Inspect(holder);
            _hunt.Canary.Inspect($"{holder.GetType().Name} as JSON", JsonSerializer.Serialize(holder, holder.GetType()));
        }

        _hunt.Saw(_secret);
        _hunt.Arrived("IGNITER");
        _hunt.Verify();
    }

    [Fact]
    public async Task S120_what_a_method_is_given_shows_nothing_as_text_or_in_a_debugger()
    {
        await using TestHost host = _hunt.Host(demo => demo.Echo = (call, input) =>
        {
            _hunt.Spill(call, input.Text);
            Inspect(call);
            Inspect(call.GetContext());
            Inspect(call.GetContext<DemoConfig>());
            return new(new EchoOutput { Text = "x" });
        });
        DemoScopedClient client = host.Client();
        await client.ConnectAsync(_hunt.Config(), cancellationToken: Token);
        await client.EchoAsync(_secret, cancellationToken: Token);

        Inspect(client);
        Inspect(host.Scope());
        Inspect(host.Manager);
        Inspect((await host.RecordAsync())!);
        foreach (ConnectorDescriptor descriptor in host.Manager.Connectors)
        {
            Inspect(descriptor);
            _hunt.Canary.Inspect("a descriptor as JSON", JsonSerializer.Serialize(descriptor));
        }

        _hunt.Verify();
    }

    [Fact]
    public void S120_what_the_engine_keeps_prints_nothing()
    {
        StoredGrant grant = new() { AccessToken = _secret, RefreshToken = _secret, ClientId = "id" };
        FlowState flow = new()
        {
            Scope = "organization",
            Identity = "org_1",
            Connector = "demo",
            Name = "",
            ReturnUrl = "/",
            RedirectUri = "https://x.test",
            CookieHash = "x",
            Verifier = _secret,
            ClientId = "id",
            TokenEndpoint = "https://x.test",
            Scopes = [],
            Config = $$"""{"token":"{{_secret}}"}""",
            Values = [],
            RequireSameAccount = false,
        };

        Inspect(grant);
        Inspect(flow);
        Inspect(new OpenGrant(null!, grant));
        Inspect(new NewGrant(grant, new GrantInfo(), ""));
        Inspect(new JsonCall(Json($$"""{"text":"{{_secret}}"}""")));
        _hunt.Saw(_secret);
        _hunt.Arrived("IGNITER");
        _hunt.Verify();
    }

    [Fact]
    public void S120_no_public_member_whose_name_says_that_it_is_secret_gets_into_JSON()
    {
        DeniedNames denied = new(["state", "code", "verifier", "captured", "webhookUrl", "bindingCookieValue", "bindingCookieHeader", "secrets"]);
        string[] shown =
        [
            .. from type in typeof(ConnectorManager).Assembly.GetExportedTypes()
               where !type.IsAssignableTo(typeof(Attribute)) && type.Namespace == typeof(ConnectorManager).Namespace
               from property in type.GetProperties(BindingFlags.Instance | BindingFlags.Public | BindingFlags.DeclaredOnly)
               where denied.Contains(property.Name) && property.PropertyType != typeof(bool) && property.PropertyType != typeof(CancellationToken)
               where !property.IsDefined(typeof(System.Text.Json.Serialization.JsonIgnoreAttribute))
               select $"{type.Name}.{property.Name}",
        ];

        // The JSON of a configuration is the application's own; an error's code is no authorization code; what a store keeps are envelopes.
        string[] own = [.. shown.Where(name => !name.EndsWith(".Config", StringComparison.Ordinal) && !name.EndsWith("Code", StringComparison.Ordinal))];
        Assert.Equal("ConnectionRecord.WebhookSecret", string.Join(", ", own));
    }

    [Fact]
    public void S120_the_search_of_a_debuggers_text_finds_it()
    {
        Inspect(new Leaky(_secret));
        Assert.Contains(_hunt.Canary.Leaks, leak => leak.Place.Contains("debugger", StringComparison.Ordinal));
    }

    private void Inspect(object holder)
    {
        string name = holder.GetType().Name;
        _hunt.Canary.Inspect($"{name} as text", holder.ToString());
        if (holder.GetType().GetCustomAttribute<DebuggerDisplayAttribute>() is not { Value: { } format })
        {
            return;
        }

        // What stands in braces is a member.
        foreach (string part in format.Split('{', '}').Where((_, index) => index % 2 == 1))
        {
            string member = part.Split(',')[0].TrimEnd('(', ')');
            const BindingFlags Any = BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic;
            object? value = holder.GetType().GetProperty(member, Any)?.GetValue(holder)
                ?? holder.GetType().GetField(member, Any)?.GetValue(holder)
                ?? holder.GetType().GetMethod(member, Any, [])?.Invoke(holder, null);
            _hunt.Canary.Inspect($"{name} in a debugger", value?.ToString());
        }
    }

    [DebuggerDisplay("Leaky {Value,nq}")]
    private sealed class Leaky(string value)
    {
        public string Value => value;
    }
}
