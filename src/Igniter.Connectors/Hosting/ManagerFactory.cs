using System.Collections.Frozen;
using Igniter.Connectors.Descriptors;
using Microsoft.Extensions.Compliance.Redaction;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Igniter.Connectors;

/// <summary>Makes the manager from the set-up and the services, or says what is wrong with them.</summary>
internal static class ManagerFactory
{
    public static ConnectorManager Create(IServiceProvider services)
    {
        ConnectorsSetup setup = services.GetRequiredService<ConnectorsSetup>();
        if (setup.IsInUse)
        {
            throw new ConnectorException(
                ConnectorErrorCodes.ConnectorConfigurationInvalid,
                $"A connector's constructor or [DefaultConfig] asks for {nameof(ConnectorManager)}, which isn't made yet. Take IServiceProvider and ask it later.");
        }

        setup.IsInUse = true;
        try
        {
            return Create(services, setup);
        }
        finally
        {
            setup.IsInUse = false;
        }
    }

    private static ConnectorManager Create(IServiceProvider services, ConnectorsSetup setup)
    {
        ConnectorsSetupCheck.Run(setup);
        IConnectorStore store = services.GetService<IConnectorStore>() ?? throw new ConnectorException(
            ConnectorErrorCodes.ConnectorDatabaseRequired,
            "No store keeps the connections. Call UseLiteDb(\"connectors.db\") on the builder (package Igniter.Connectors.LiteDb), or UseInMemory() in tests.");

        // Needed with an encryptor of the application's own, too: look-up hashes come from it.
        EncryptionSecrets secrets = services.GetRequiredService<EncryptionSecrets>();
        LookupHasher hasher = new(secrets);
        ConfigProtector protector = new(services.GetRequiredService<IConnectorEncryptor>(), hasher);

        ILoggerFactory loggers = services.GetRequiredService<ILoggerFactory>();
        TimeProvider time = services.GetService<TimeProvider>() ?? TimeProvider.System;
        RegisteredConnector[] connectors = [.. setup.Connectors.Select(definition => ConnectorFactory.Create(definition, services))];
        ConnectorsOptions options = services.GetRequiredService<IOptions<ConnectorsOptions>>().Value;
        PublicAddress address = PublicAddress.Read(options.BaseUrl, options.BasePath, services.GetService<IConfiguration>());
        IdentityAttribute identity = new(options.EventIdentity, secrets);
        TextRedactor redactor = new(
            new DeniedNames(options.RedactedNames),
            services.GetService<IRedactorProvider>()?.GetRedactor(ConnectorDataClassification.Secret));
        EventHub events = new(time, identity, redactor, new QuietLogger(loggers.CreateLogger<EventHub>()));
        Subscribe(events, setup, services);
        ObservedStore observed = new(store, events);
        ILogger logger = new QuietLogger(loggers.CreateLogger<ConnectorManager>());
        OAuthServices oauth = new(setup.Connectors, setup.OAuth, services, observed, protector, hasher, events, logger);
        ReturnUrlPolicy returnUrls = new(options.AllowedReturnOrigins);
        ConnectorEngine engine = new(observed, protector, new ConnectorCatalog(connectors), oauth, address, returnUrls, events, logger);
        WebhookIngress webhooks = new(connectors, observed, protector, engine.Configs, oauth.Grants, address, events, options.MaxWebhookBytes, logger);
        foreach (RegisteredConnector connector in connectors.Where(connector => connector.Definition.Webhook is { } webhook && WebhookSetupCheck.CanNotVerify(webhook)))
        {
            Log.WebhookCanNotVerify(logger, connector.Key);
        }

        return new ConnectorManager(
            engine,
            setup.Scopes.Distinct().ToFrozenDictionary(scope => scope.Key, StringComparer.Ordinal),
            [.. connectors.Select(connector => connector.Descriptor)],
            store,
            new ConnectorKeys(
                observed,
                protector,
                redactor,
                (operation, error) => events.TellErrorAsync(ObservedStore.Everybody, operation, events.FailureOf(error)),
                new QuietLogger(loggers.CreateLogger<ConnectorKeys>())),
            new RequestRouter(address.BasePath, engine, webhooks));
    }

    private static void Subscribe(EventHub events, ConnectorsSetup setup, IServiceProvider services)
    {
        foreach ((Func<ConnectorEvent, Task> handler, EventDelivery delivery) in setup.Subscriptions)
        {
            events.Subscribe(default, handler, delivery);
        }

        Lazy<IConnectorEventHandler[]> handlers = new(() => [.. services.GetServices<IConnectorEventHandler>()]);
        for (int i = 0; i < setup.EventHandlerCount; i++)
        {
            int index = i;
            events.Subscribe(default, connectorEvent => handlers.Value[index].HandleAsync(connectorEvent), EventDelivery.Background);
        }
    }
}
