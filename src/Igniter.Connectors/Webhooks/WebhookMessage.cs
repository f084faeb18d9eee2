using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Unicode;
using Igniter.Connectors.Descriptors;

namespace Igniter.Connectors;

/// <summary>What a genuine delivery says.</summary>
/// <param name="EventType">What has happened; empty where nothing says it.</param>
/// <param name="EventId">Which delivery this is.</param>
/// <param name="Json">The body as UTF-8 JSON, if it is any.</param>
internal readonly record struct WebhookMessage(string EventType, string EventId, ReadOnlyMemory<byte> Json)
{
    private const string DoesNotParse = "The body isn't JSON in UTF-8.";

    /// <exception cref="ConnectorException">CONNECTOR_WEBHOOK_VALIDATION_FAILED.</exception>
    public static WebhookMessage Read(ConnectorWebhook webhook, ConnectionKey key, WebhookRequest request)
    {
        ReadOnlyMemory<byte> json = FormBody.IsForm(request) ? FormJson.Convert(request.Body.Span) ?? throw Unreadable(key) : request.Body;
        string eventType = Read(webhook.EventType, key, request, json);
        string id = Read(webhook.DeliveryId, key, request, json);
        return new WebhookMessage(eventType, id.Length > 0 ? id : "sha256:" + Convert.ToHexStringLower(SHA256.HashData(request.Body.Span)), json);
    }

    /// <summary>Reads the payload that a handler takes.</summary>
    /// <returns>The payload, checked; <see langword="null"/> for a handler that takes none.</returns>
    /// <exception cref="ConnectorException">CONNECTOR_WEBHOOK_VALIDATION_FAILED.</exception>
    public object? ReadPayload(WebhookHandlerDefinition handler, ConnectionKey key, WebhookRequest request, IServiceProvider services)
    {
        if (handler.PayloadContract is not { } contract)
        {
            return null;
        }

        // Utf8JsonReader takes broken text for a value, and a handler would fail over it.
        if (FormBody.HasMediaType(request, "multipart/form-data") || !Utf8.IsValid(Json.Span))
        {
            throw Unreadable(key);
        }

        ContractFailure? failure = ContractReader.Read(contract, Json.Span, services, out object? payload);
        return failure is null ? payload : throw WebhookErrors.PayloadInvalid(key, failure.Errors, failure.Cause);
    }

    private static string Read(WebhookSource source, ConnectionKey key, WebhookRequest request, ReadOnlyMemory<byte> json)
    {
        if (source.Header is { } header && request.Single(header) is { } value)
        {
            return value;
        }

        return source.Member is null ? "" : source.Member.TryRead(json.Span, out JsonText text) ? text.Text : throw Unreadable(key);
    }

    private static ConnectorException Unreadable(ConnectionKey key) => WebhookErrors.PayloadInvalid(key, [new("", DoesNotParse)]);
}

/// <summary>Turns a form into the JSON that a payload's contract reads.</summary>
internal static class FormJson
{
    /// <summary>
    /// A flat object of texts, a repeated name holding a list of them. A form whose only field is <c>payload</c>, as GitHub and Slack send it, holds the
    /// JSON itself.
    /// </summary>
    /// <returns>UTF-8 JSON; <see langword="null"/> for what isn't a form in UTF-8.</returns>
    public static byte[]? Convert(ReadOnlySpan<byte> form)
    {
        if (!FormBody.TryParse(form, out List<KeyValuePair<string, string>> fields))
        {
            return null;
        }

        if (fields is [{ Key: "payload" } only])
        {
            return System.Text.Encoding.UTF8.GetBytes(only.Value);
        }

        using MemoryStream json = new();
        using (Utf8JsonWriter writer = new(json))
        {
            writer.WriteStartObject();
            foreach (IGrouping<string, KeyValuePair<string, string>> field in fields.GroupBy(field => field.Key, StringComparer.Ordinal))
            {
                string[] values = [.. field.Select(pair => pair.Value)];
                writer.WritePropertyName(field.Key);
                if (values is [string single])
                {
                    writer.WriteStringValue(single);
                    continue;
                }

                writer.WriteStartArray();
                Array.ForEach(values, writer.WriteStringValue);
                writer.WriteEndArray();
            }

            writer.WriteEndObject();
        }

        return json.ToArray();
    }
}
