using System.Security.Cryptography;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.IdentityModel.Tokens;
using OpenIddict.Abstractions;
using OpenIddict.Server;
using static OpenIddict.Abstractions.OpenIddictConstants;
using static OpenIddict.Server.OpenIddictServerEvents;
using static OpenIddict.Server.OpenIddictServerHandlers.Protection;

namespace Gateway.AuthorizationServer;

/// <summary>Sets OpenIddict up: which flows, how strict, how long tokens live.</summary>
internal static class OpenIddictSetup
{
    public static void Add(IServiceCollection services, AuthorizationServerSettings settings) => services
        .AddOpenIddict()
        .AddCore(core =>
        {
            core.UseEntityFrameworkCore().UseDbContext<DbContext>();
            core.Configure(options => options.TimeProvider = settings.Time);
        })
        .AddServer(server =>
        {
            server.SetAuthorizationEndpointUris(ServerPaths.Authorization)
                .SetTokenEndpointUris(ServerPaths.Token)
                .SetRevocationEndpointUris(ServerPaths.Revocation)
                .SetUserInfoEndpointUris(ServerPaths.UserInfo)
                .RegisterScopes(NoteScopes.Read, NoteScopes.Write);

            server.AllowAuthorizationCodeFlow().RequireProofKeyForCodeExchange()
                .AllowRefreshTokenFlow().SetRefreshTokenReuseLeeway(TimeSpan.Zero)
                .AllowClientCredentialsFlow();

            server.SetAccessTokenLifetime(settings.AccessTokenLifetime)
                .SetRefreshTokenLifetime(settings.RefreshTokenLifetime)
                .Configure(options => options.TimeProvider = settings.Time);

            server.AddEphemeralSigningKey(SecurityAlgorithms.EcdsaSha256)
                .AddEncryptionKey(new SymmetricSecurityKey(RandomNumberGenerator.GetBytes(32)));

            server.AddEventHandler<ValidateTokenContext>(handler => handler
                .UseScopedHandler<NoticeReuse>()
                .SetOrder(ValidateTokenEntry.Descriptor.Order - 1));
            server.AddEventHandler<HandleRevocationRequestContext>(handler => handler.UseScopedHandler<RevokeWholeGrant>());

            server.UseAspNetCore()
                .EnableAuthorizationEndpointPassthrough()
                .EnableTokenEndpointPassthrough()
                .EnableUserInfoEndpointPassthrough()
                .DisableTransportSecurityRequirement();
        })
        .AddValidation(validation =>
        {
            validation.UseLocalServer();
            validation.UseAspNetCore();
            validation.EnableTokenEntryValidation();
            validation.Configure(options => options.TimeProvider = settings.Time);
        });

    /// <summary>Counts what OpenIddict is about to refuse: a code or refresh token that was redeemed before.</summary>
    private sealed class NoticeReuse(IOpenIddictTokenManager tokens, RequestLog log) : IOpenIddictServerHandler<ValidateTokenContext>
    {
        public async ValueTask HandleAsync(ValidateTokenContext context)
        {
            if (context.Transaction.EndpointType == OpenIddictServerEndpointType.Token
                && context.Principal?.GetTokenId() is { } id
                && await tokens.FindByIdAsync(id, context.CancellationToken) is { } token
                && await tokens.HasStatusAsync(token, Statuses.Redeemed, context.CancellationToken))
            {
                log.AddReuse();
            }
        }
    }

    /// <summary>Revoking a refresh token ends its access tokens as well (RFC 7009, section 2.1).</summary>
    private sealed class RevokeWholeGrant(IOpenIddictTokenManager tokens) : IOpenIddictServerHandler<HandleRevocationRequestContext>
    {
        public async ValueTask HandleAsync(HandleRevocationRequestContext context)
        {
            if (context.GenericTokenPrincipal?.GetAuthorizationId() is { } grant)
            {
                await tokens.RevokeByAuthorizationIdAsync(grant, context.CancellationToken);
            }
        }
    }
}
