using System.Diagnostics;
using Igniter.Connectors.Descriptors;

namespace Igniter.Connectors;

/// <summary>
/// One renewal, under the lease: asks the provider once, and stores what came of it. A request whose answer was lost is repeated at once only within the
/// time for which the provider says that it accepts a used refresh token; otherwise there is one later attempt.
/// </summary>
internal sealed class GrantRenewal(
    GrantSaver saver, GrantKeeper keeper, OAuthRegistrations registrations, EndpointValues values, TokenClient tokens, EventHub events)
{
    /// <summary>Whether a renewal failed in a way that says nothing against the present access token.</summary>
    public static bool LeavesGrant(ConnectorException error) =>
        error.Code is ConnectorErrorCodes.ConnectorOAuthRefreshFailed or ConnectorErrorCodes.ConnectorConfigurationInvalid;

    public async Task<OpenGrant> RunAsync(RegisteredConnector connector, OpenGrant current, bool isOptional)
    {
        (ConnectionRecord record, StoredGrant? grant) = current;
        ConnectionKey key = record.Key;
        bool isClients = registrations.SettingsOf(connector)!.Grant == OAuthGrant.ClientCredentials;
        if (!isClients && grant is not { HasRefreshToken: true })
        {
            return await saver.EndAsync(current).ConfigureAwait(false) ?? throw OAuthErrors.ReauthorizationRequired(key);
        }

        if (grant?.RetryAt - events.Time.GetUtcNow() is { } wait && wait > TimeSpan.Zero)
        {
            throw OAuthErrors.RefreshNotYet(key, wait);
        }

        long started = events.Time.GetTimestamp();
        Activity? span = Spans.Start("connector.oauth.refresh", key, events);
        try
        {
            OAuthRegistration registration = await ResolveAsync(connector, current, isClients).ConfigureAwait(false);
            OpenGrant renewed = await AskAsync(connector, registration, current, isClients).ConfigureAwait(false);
            Count(key, null);
            if (span is not null || events.IsListening(key))
            {
                await events.TellAsync(span, new OAuthRefreshedEvent(events.OriginOf(key), events.Time.GetElapsedTime(started))).ConfigureAwait(false);
            }

            return renewed;
        }
        catch (ConnectorException error)
        {
            Failure failure = events.FailureOf(error);
            span?.Fail(failure);
            Count(key, failure.Code);

            // Otherwise the event is that of the operation that wanted the token.
            if (isOptional && LeavesGrant(error) && events.IsListening(key))
            {
                await events.PublishAsync(new OAuthFailedEvent(events.OriginOf(key), failure)).ConfigureAwait(false);
            }

            throw;
        }
        finally
        {
            span.End();
        }
    }

    private async ValueTask<OAuthRegistration> ResolveAsync(RegisteredConnector connector, OpenGrant current, bool isClients)
    {
        (ConnectionRecord record, StoredGrant? grant) = current;
        OAuthRegistration registration = await registrations
            .ResolveAsync(connector, record.Key, grant?.Values ?? await values.ReadAsync(connector, record).ConfigureAwait(false), CancellationToken.None)
            .ConfigureAwait(false);
        return grant is null || isClients || grant.ClientId == registration.Client.ClientId ? registration : throw OAuthErrors.OtherClient(record.Key);
    }

    private async Task<OpenGrant> AskAsync(RegisteredConnector connector, OAuthRegistration registration, OpenGrant current, bool isClients)
    {
        StoredGrant? grant = current.Grant;
        TokenAnswer answer = await SendAsync(registration, grant, isClients).ConfigureAwait(false);
        DateTimeOffset firstSent = grant?.UncertainSince ?? answer.SentAt;
        if (answer.Failure is { Kind: TokenFailureKind.Uncertain } && events.Time.GetUtcNow() < firstSent + registration.Settings.RefreshReuseGrace)
        {
            answer = await SendAsync(registration, grant, isClients).ConfigureAwait(false);
        }

        if (answer.Failure is not { } failure)
        {
            StoredGrant renewed = GrantFactory.Create(answer, registration, grant);
            return await keeper.SaveAsync(connector, current, registration, renewed, answer.Tokens!.Scopes).ConfigureAwait(false);
        }

        // With a refresh token that isn't exchanged for another at each use, a lost answer costs nothing.
        bool wasLostBefore = grant is { UncertainSince: not null, Rotates: not false }
            && events.Time.GetUtcNow() >= firstSent + registration.Settings.RefreshReuseGrace;
        if (!isClients && (failure.Kind == TokenFailureKind.Reauthorize || (failure.Kind == TokenFailureKind.Uncertain && wasLostBefore)))
        {
            return await saver.EndAsync(current).ConfigureAwait(false) ?? throw OAuthErrors.ReauthorizationRequired(current.Record.Key);
        }

        if (grant is not null)
        {
            await saver.NoteAsync(
                current,
                grant with
                {
                    UncertainSince = failure.Kind == TokenFailureKind.Uncertain ? firstSent : grant.UncertainSince,
                    RetryAt = failure.RetryAfter is { } wait ? events.Time.GetUtcNow() + wait : null,
                    FailedAt = events.Time.GetUtcNow(),
                }).ConfigureAwait(false);
        }

        throw OAuthErrors.RefreshFailed(current.Record.Key, failure);
    }

    private Task<TokenAnswer> SendAsync(OAuthRegistration registration, StoredGrant? grant, bool isClients) => isClients
        ? tokens.RequestAsync(registration, CancellationToken.None)
        : tokens.RefreshAsync(registration, grant!.RefreshToken!, CancellationToken.None);

    private static void Count(ConnectionKey key, string? error)
    {
        TagList tags = new() { { AttributeNames.Connector, key.Connector }, { AttributeNames.Scope, key.Scope } };
        if (error is not null)
        {
            tags.Add(AttributeNames.ErrorType, error);
        }

        ConnectorTelemetry.Refreshes.Count(tags);
    }
}
