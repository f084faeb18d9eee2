using Igniter.Connectors.Descriptors;
using Microsoft.Extensions.Compliance.Redaction;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
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

        TimeProvider time = services.GetService<TimeProvider>() ?? TimeProvider.System;
        ConnectorClients clients = new(services.GetRequiredService<HttpStack>());
        RegisteredConnector[] connectors = [.. setup.Connectors.Select(definition => ConnectorFactory.Create(definition, services, clients))];
        ConnectorsOptions options = services.GetRequiredService<IOptions<ConnectorsOptions>>().Value;
        PublicAddress address = PublicAddress.Read(options.BaseUrl, options.BasePath, services.GetService<IConfiguration>());
        IdentityAttribute identity = new(options.EventIdentity, secrets);
        TextRedactor redactor = new(
            new DeniedNames(options.RedactedNames),
            services.GetService<IRedactorProvider>()?.GetRedactor(ConnectorDataClassification.Secret));
        EventHub events = new(time, identity, redactor, LoggerOf<EventHub>(setup, services));
        Subscribe(events, setup, services);
        ObservedStore observed = new(store, events);
        ILogger logger = LoggerOf<ConnectorManager>(setup, services);
        OAuthSource oauth = new()
        {
            Connectors = setup.Connectors,
            Options = setup.OAuth,
            Services = services,
            Clients = clients,
            Store = observed,
            Protector = protector,
            Hasher = hasher,
            Events = events,
            Logger = logger,
        };
        IConnectionGrants grants = setup.Connectors.Find(connector => connector.OAuthFeature is not null)?.OAuthFeature?.Start(oauth) ?? new NoGrants();
        ReturnUrlPolicy returnUrls = new(options.AllowedReturnOrigins);
        ConnectorEngine engine = new(observed, protector, new ConnectorCatalog(connectors), oauth, grants, address, returnUrls, events, logger);
        foreach (RegisteredConnector connector in connectors.Where(connector => connector.Definition.Webhook is { } webhook && WebhookSetupCheck.CanNotVerify(webhook)))
        {
            Log.WebhookCanNotVerify(logger, connector.Key);
        }

        return new ConnectorManager(
            engine,
            setup.Scopes.Distinct().ToDictionary(scope => scope.Key, StringComparer.Ordinal),
            store,
            new ConnectorKeys(
                observed,
                protector,
                redactor,
                (operation, error) => events.TellErrorAsync(ObservedStore.Everybody, operation, events.FailureOf(error)),
                LoggerOf<ConnectorKeys>(setup, services)),
            new RequestRouter(connectors, observed, protector, engine, grants, address, options.MaxWebhookBytes, logger));
    }

    /// <summary>
    /// Where somebody listens the logger is made now, since at the end, when services are disposed of, none can be made any more.
    /// </summary>
    private static QuietLogger LoggerOf<T>(ConnectorsSetup setup, IServiceProvider services)
    {
        QuietLogger logger = new(() => (services.GetService<ILoggerFactory>() ?? NullLoggerFactory.Instance).CreateLogger<T>());
        if (setup.HasLogs)
        {
            logger.Start();
        }

        return logger;
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
