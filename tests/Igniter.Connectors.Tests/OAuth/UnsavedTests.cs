using Igniter.Connectors.Tests.Engine;
using static Igniter.Connectors.Tests.Engine.TestHost;

namespace Igniter.Connectors.Tests.OAuth;

/// <summary>
/// A database that goes away between the provider's answer to a renewal and the write: the provider knows the new refresh token alone, so what is lost
/// then is the grant.
/// </summary>
public sealed class UnsavedTests : IDisposable
{
    private readonly RecordingStore _store = new();
    private readonly TaskCompletionSource _failed = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _saved = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private volatile Func<string, bool> _isDown = _ => false;

    public UnsavedTests() => _store.Before = call =>
    {
        if (_isDown(call))
        {
            _ = call == "update" && _failed.TrySetResult();
            throw new IOException();
        }

        _ = call == "update" && _failed.Task.IsCompleted && _saved.TrySetResult();
        return Task.CompletedTask;
    };

    public void Dispose() => _store.Dispose();

    [Fact]
    public async Task Tokens_that_the_database_does_not_take_are_kept_until_it_does_and_used_meanwhile()
    {
        await using OAuthHost host = await RotatedAsync(isDown: call => call == "update");
        OAuthConnection first = await host.SeeAsync();
        string renewed = host.Server.Grants.All.Single().AccessToken!;
        Assert.Equal(renewed, first.AccessToken);
        Assert.Contains("Warning: The renewed tokens of connector demo", Assert.Single(host.Test.Logs.Messages, message => message.Contains("renewed tokens", StringComparison.Ordinal)), StringComparison.Ordinal);

        // What can't be written can still be read: calls go on, and nobody asks the provider with the token that it has exchanged.
        Assert.Equal(renewed, (await host.SeeAsync()).AccessToken);
        Assert.Equal(2, host.Server.TokenRequests.Length);

        // Nothing can be read either.
        _isDown = _ => true;
        await FailsAsync(ConnectorErrorCodes.ConnectorDatabaseFailed, () => host.SeeAsync());

        _isDown = _ => false;
        await UntilAsync(host, () => _saved.Task.IsCompleted);
        await using OAuthHost other = StartNode(host);
        Assert.Equal(renewed, (await other.SeeAsync()).AccessToken);
        host.Test.Time.Advance(TimeSpan.FromDays(31));
        await host.SeeAsync();
        Assert.Equal((0, 2), (host.Server.Grants.Reuses, host.Server.Grants.All.Single().Refreshes));
    }

    [Fact]
    public async Task A_call_stores_what_is_kept_before_it_renews_anew()
    {
        await using OAuthHost host = await RotatedAsync(isDown: _ => true);
        await host.SeeAsync();

        _isDown = _ => false;
        host.Test.Time.Advance(TimeSpan.FromMilliseconds(1));
        OAuthConnection seen = await host.SeeAsync();

        Assert.Equal(host.Server.Grants.All.Single().AccessToken, seen.AccessToken);
        Assert.True(_saved.Task.IsCompleted);
        Assert.Equal((0, 1), (host.Server.Grants.Reuses, host.Server.Grants.All.Single().Refreshes));
    }

    [Fact]
    public async Task Kept_tokens_that_have_expired_are_not_renewed_before_they_are_stored()
    {
        await using OAuthHost host = await RotatedAsync(isDown: call => call == "update");
        await host.SeeAsync();
        host.Test.Time.Advance(TimeSpan.FromDays(31));

        await FailsAsync(ConnectorErrorCodes.ConnectorDatabaseFailed, () => host.SeeAsync());
        _isDown = _ => false;
        await host.SeeAsync();

        Assert.Equal((0, 2), (host.Server.Grants.Reuses, host.Server.Grants.All.Single().Refreshes));
    }

    [Fact]
    public async Task The_end_of_the_process_tries_a_last_time()
    {
        OAuthHost host = await RotatedAsync(isDown: call => call == "update");
        await using OAuthHost other = StartNode(host);
        await host.SeeAsync();

        _isDown = _ => false;
        await host.Test.DisposeAsync();

        Assert.True(_saved.Task.IsCompleted);
        Assert.Equal(host.Server.Grants.All.Single().AccessToken, (await other.SeeAsync()).AccessToken);
        Assert.Equal(0, host.Server.Grants.Reuses);
        await host.DisposeAsync();
    }

    [Fact]
    public async Task What_is_lost_at_the_end_is_told()
    {
        OAuthHost host = await RotatedAsync(isDown: call => call == "update");
        await host.SeeAsync();

        await host.Test.DisposeAsync();

        Assert.Contains(host.Test.Logs.Messages, message => message.StartsWith("Error: The renewed tokens of 1 connections could not be stored", StringComparison.Ordinal));
        await host.DisposeAsync();
    }

    [Theory]
    [InlineData("removed")]
    [InlineData("authorized anew")]
    public async Task S51_what_was_decided_meanwhile_counts_and_the_kept_tokens_are_revoked(string how)
    {
        await using OAuthHost host = await RotatedAsync(isDown: call => call == "update");
        await host.SeeAsync();
        Grant kept = host.Server.Grants.All.Single();
        _isDown = _ => false;

        await using OAuthHost other = StartNode(host);
        Task decided = how == "removed" ? other.Test.Client().DisconnectAsync(Token) : other.ConnectAsync();
        await decided;
        kept.IsDead = false;
        await UntilAsync(host, () => kept.IsDead);

        Assert.Equal(host.Server.Grants.All[0].RefreshToken, host.Server.Revocations.Last(request => request["token_type_hint"] == "refresh_token")["token"]);
        if (how == "removed")
        {
            Assert.Null(await host.GetAsync());
        }
        else
        {
            Assert.Equal(host.Server.Grants.All[1].AccessToken, (await host.SeeAsync()).AccessToken);
        }
    }

    [Fact]
    public async Task A_write_whose_acknowledgement_was_lost_is_no_reason_to_revoke()
    {
        await using OAuthHost host = await OAuthHost.StartAsync(oauth => (oauth.Grant, oauth.AuthorizationEndpoint) = (OAuthGrant.ClientCredentials, null), store: _store);
        await host.Test.Scope().ConnectAsync(DemoConnector.Key, cancellationToken: Token);
        bool isLost = false;
        _store.BeforeUpdate = async record =>
        {
            if (!isLost)
            {
                isLost = true;
                await _store.Inner.UpdateAsync(record, Token);
                throw new IOException();
            }

            return true;
        };

        OAuthConnection seen = await host.SeeAsync();

        Assert.True(isLost);
        Assert.Empty(host.Server.Revocations);
        Assert.Equal(seen.AccessToken, (await host.SeeAsync()).AccessToken);
    }

    /// <summary>A connection whose token has expired, and a database that goes away when its successor is there.</summary>
    private async Task<OAuthHost> RotatedAsync(Func<string, bool> isDown)
    {
        OAuthHost host = await OAuthHost.StartAsync(store: _store);
        host.Server.Grants.Lifetime = TimeSpan.FromDays(30);
        await host.ConnectAsync();
        host.Test.Time.Advance(TimeSpan.FromDays(31));
        _isDown = call => host.Server.TokenRequests.Length > 1 && isDown(call);
        return host;
    }

    /// <summary>Another node on the same database, at the same time.</summary>
    private OAuthHost StartNode(OAuthHost host)
    {
        OAuthHost other = host.StartNode(store: _store);
        other.Test.Time.Advance(host.Test.Time.GetUtcNow() - other.Test.Time.GetUtcNow());
        return other;
    }

    /// <summary>Seconds pass.</summary>
    private static async Task UntilAsync(OAuthHost host, Func<bool> isSo)
    {
        while (!isSo())
        {
            Token.ThrowIfCancellationRequested();
            host.Test.Time.Advance(TimeSpan.FromSeconds(1));
            await Task.Yield();
        }
    }
}
