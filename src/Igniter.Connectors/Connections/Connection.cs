using System.Text.Json;
using System.Text.Json.Serialization;
using Igniter.Connectors.Descriptors;

namespace Igniter.Connectors;

/// <summary>A connection as it may be shown: no secret is in it, and nothing was decrypted to make it.</summary>
public sealed class Connection
{
    private readonly ConnectionRecord _record;
    private readonly TypeShape? _shape;
    private IReadOnlyDictionary<string, ConnectionField>? _fields;
    private ConnectionOAuth? _oauth;

    internal Connection(ConnectionRecord record, RegisteredConnector? connector)
    {
        _record = record;
        _shape = connector?.Definition.Config?.Shape;
    }

    /// <summary>Unique id, assigned once: a UUID version 7 (RFC 9562).</summary>
    public string Id => _record.Id;

    /// <summary>The connector's key.</summary>
    public string Connector => _record.Key.Connector;

    /// <summary>The connection's name; empty for the unnamed one.</summary>
    public string Name => _record.Key.Name;

    /// <summary>The scope's key.</summary>
    public string Scope => _record.Key.Scope;

    /// <summary>The tenant's identity within the scope; empty where none was given.</summary>
    public string Identity => _record.Key.Identity;

    /// <summary>Whether it is switched on.</summary>
    public bool Enabled => _record.Enabled;

    /// <summary>Whether its grant is alive.</summary>
    [JsonConverter(typeof(JsonStringEnumConverter<ConnectionStatus>))]
    public ConnectionStatus Status => _record.Status;

    /// <summary>
    /// The configuration's members by their JSON names, in the order of declaration. An encrypted or sensitive one says only whether it holds a value.
    /// Empty for a connector that isn't registered.
    /// </summary>
    public IReadOnlyDictionary<string, ConnectionField> Fields => _fields ??= ConnectionFields.Read(_record, _shape);

    /// <summary>The OAuth grant, without its tokens; <see langword="null"/> where there is none.</summary>
    public ConnectionOAuth? OAuth => _oauth ??= GrantVault.InfoOf(_record) is { } info
        ? new ConnectionOAuth(info.Account, info.Scopes, info.RequestedScopes, info.ExpiresAt)
        : null;

    /// <summary>The last webhook delivery; <see langword="null"/> when there was none.</summary>
    public ConnectionWebhookStatus? Webhook => _record.WebhookStatus;

    /// <summary>When the connection was made.</summary>
    public DateTimeOffset CreatedAt => _record.CreatedAt;

    /// <summary>When it last changed.</summary>
    public DateTimeOffset UpdatedAt => _record.UpdatedAt;

    /// <summary>Says which connection it is.</summary>
    /// <returns>Text without secrets.</returns>
    public override string ToString() => Name.Length == 0 ? $"{Connector} ({Scope} {Identity})" : $"{Connector}/{Name} ({Scope} {Identity})";
}

/// <summary>A member of a connection's configuration.</summary>
/// <param name="Secret">Whether it is encrypted or sensitive.</param>
/// <param name="HasValue">Whether it holds a value.</param>
/// <param name="Value">The value, secrets in it masked; <see langword="null"/> for a secret and where there is no value.</param>
public sealed record ConnectionField(bool Secret, bool HasValue, JsonElement? Value);
