using System.Collections.Immutable;
using Igniter.Connectors.Generators;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Igniter.Connectors.Analyzers;

/// <summary>Looks at how a connector's webhook is verified: at all (IGN0401), in one way (IGN0402), by an encrypted secret (IGN0403).</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class WebhookAnalyzer : ConnectorAnalyzer
{
    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } =
        [RuleCatalog.UnsignedWebhook, RuleCatalog.AmbiguousWebhook, RuleCatalog.BadSignatureSecret];

    private protected override void Register(CompilationStartAnalysisContext context, KnownSymbols symbols) =>
        context.RegisterSymbolAction(
            symbol =>
            {
                if (symbols.FindConnector((INamedTypeSymbol)symbol.Symbol) is { } connector && connector.Webhooks.Any())
                {
                    AnalyzeVerification(symbol, connector, symbols);
                    AnalyzeHandlers(symbol, connector, symbols);
                    AnalyzeSecrets(symbol, connector, symbols);
                }
            },
            SymbolKind.NamedType);

    private static void AnalyzeVerification(SymbolAnalysisContext context, ConnectorShape connector, KnownSymbols symbols)
    {
        Verification[] verifications = FindVerifications(connector, symbols, context.CancellationToken).ToArray();
        if (verifications.Length == 0)
        {
            IMethodSymbol handler = connector.Webhooks.First();
            if (handler.FindSource() is { } location)
            {
                context.ReportDiagnostic(Diagnostic.Create(RuleCatalog.UnsignedWebhook, location, handler.Name));
            }
        }

        foreach (Verification further in verifications.Where(verification => verification.IsReal).Skip(1))
        {
            context.ReportDiagnostic(Diagnostic.Create(
                RuleCatalog.AmbiguousWebhook, further.Location, "The webhook's URL has a verifier or signature already; leave one"));
        }
    }

    /// <summary>What is written about signatures, <c>WebhookSignature.None</c> included.</summary>
    private static IEnumerable<Verification> FindVerifications(ConnectorShape connector, KnownSymbols symbols, CancellationToken cancellationToken)
    {
        foreach (AttributeData attribute in FindDeclarations(connector, symbols))
        {
            if (attribute.FindNamed("Signature") is { } signature)
            {
                yield return new(attribute.LocationOf("Signature", 0, cancellationToken), IsReal: signature.Value is not 0);
            }
        }

        foreach (ISymbol holder in connector.Webhooks.Prepend<ISymbol>(connector.Type))
        {
            if (holder.FindAttribute(symbols.HmacSignature) is { } hmac)
            {
                yield return new(hmac.LocationOf(cancellationToken), IsReal: true);
            }
        }

        foreach (IMethodSymbol verifier in connector.MethodsWith(symbols.VerifyWebhook))
        {
            yield return new(verifier.FindSource() ?? Location.None, IsReal: true);
        }
    }

    /// <summary>The attributes that may say how deliveries are signed, in the order of declaration.</summary>
    private static IEnumerable<AttributeData> FindDeclarations(ConnectorShape connector, KnownSymbols symbols) => connector.Webhooks
        .Select(handler => handler.FindAttribute(symbols.Webhook))
        .Prepend(connector.Type.FindAttribute(symbols.WebhookEndpoint))
        .OfType<AttributeData>();

    private static void AnalyzeHandlers(SymbolAnalysisContext context, ConnectorShape connector, KnownSymbols symbols)
    {
        HashSet<string> types = new(StringComparer.Ordinal);
        foreach (IMethodSymbol handler in connector.Webhooks)
        {
            if (handler.FindAttribute(symbols.Webhook) is not { AttributeConstructor: not null } attribute)
            {
                continue;
            }

            string? type = attribute.ConstructorArguments is [{ Value: string text }] ? text : null;
            if (!types.Add(type is null ? "all" : $"one {type}") && handler.FindSource() is { } source)
            {
                Location location = attribute.FindArgument(null, 0, context.CancellationToken)?.Expression.GetLocation() ?? source;
                context.ReportDiagnostic(Diagnostic.Create(
                    RuleCatalog.AmbiguousWebhook,
                    location,
                    type is null ? "Another handler takes every event already; name the event type of one" : $"Another handler takes the event type '{type}' already"));
            }
        }
    }

    private static void AnalyzeSecrets(SymbolAnalysisContext context, ConnectorShape connector, KnownSymbols symbols)
    {
        bool hasSecret = false;
        foreach (AttributeData attribute in FindDeclarations(connector, symbols))
        {
            if (attribute.FindNamed("Secret") is { } secret)
            {
                hasSecret = true;
                if (secret.Kind != TypedConstantKind.Error)
                {
                    AnalyzeSecret(context, connector, symbols, secret.Value as string ?? "", attribute.LocationOf("Secret", 0, context.CancellationToken));
                }
            }
        }

        if (!hasSecret && FindSigned(connector, symbols, context.CancellationToken) is { } location)
        {
            context.ReportDiagnostic(Diagnostic.Create(
                RuleCatalog.BadSignatureSecret, location, "The signature has no secret: set Secret = nameof(Config.…), an [Encrypted] property"));
        }
    }

    /// <summary>The signature that a secret is needed for.</summary>
    private static Location? FindSigned(ConnectorShape connector, KnownSymbols symbols, CancellationToken cancellationToken)
    {
        int verifiers = connector.MethodsWith(symbols.VerifyWebhook).Count();
        Verification[] real = FindVerifications(connector, symbols, cancellationToken).Where(verification => verification.IsReal).ToArray();

        // Of several verifications all but one have to go, which is another rule's matter.
        return real.Length == 1 && verifiers == 0 ? real[0].Location : null;
    }

    private static void AnalyzeSecret(SymbolAnalysisContext context, ConnectorShape connector, KnownSymbols symbols, string name, Location location)
    {
        IPropertySymbol? property = connector.Config.FindProperty(name);
        string? flaw = property switch
        {
            null => $"The configuration has no property '{name}' for the signing secret",
            { Type.SpecialType: not SpecialType.System_String } when !property.Type.IsListOfText() => $"'{name}' is neither a string nor a list of strings, so it can't be a signing secret",
            _ when (symbols.Secrets.Of(property) & SecretMark.Encrypted) == 0 => $"'{name}' holds the signing secret and isn't [Encrypted]",
            _ => null,
        };
        if (flaw is not null)
        {
            // The fix marks the property.
            bool holdsText = property is not null && (property.Type.SpecialType == SpecialType.System_String || property.Type.IsListOfText());
            Location[] marked = holdsText && property!.FindSource() is { } source ? [source] : [];
            context.ReportDiagnostic(Diagnostic.Create(RuleCatalog.BadSignatureSecret, location, marked, flaw));
        }
    }

    /// <summary>Something that says how deliveries are verified.</summary>
    /// <param name="Location">Where.</param>
    /// <param name="IsReal">Whether it does: <c>None</c> doesn't.</param>
    private sealed record Verification(Location Location, bool IsReal);
}
