using System.Collections.Immutable;
using System.Text.RegularExpressions;
using Igniter.Connectors.Generators;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Igniter.Connectors.Analyzers;

/// <summary>Looks at what <c>[OAuth2]</c> declares: endpoints (IGN0301, IGN0302), PKCE (IGN0304) and extra parameters (IGN0303, IGN0305).</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class OAuthDeclarationAnalyzer : ConnectorAnalyzer
{
    private static readonly string[] Endpoints =
        ["AuthorizationEndpoint", "TokenEndpoint", "UserInfoEndpoint", "RevocationEndpoint", "RefreshEndpoint"];

    /// <summary>RFC 6749 section 4.1.1, RFC 7636 section 4.3, OpenID Connect Core section 3.1.2.1.</summary>
    private static readonly HashSet<string> Protocol = new(StringComparer.OrdinalIgnoreCase)
    {
        "client_id", "redirect_uri", "response_type", "scope", "state", "code_challenge", "code_challenge_method", "nonce",
    };

    private static readonly Regex Placeholder = new(@"\{([^{}]*)\}");

    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } =
    [
        RuleCatalog.BadEndpoint, RuleCatalog.BadEndpointPlaceholder, RuleCatalog.ClientSecretLiteral, RuleCatalog.PkceOff, RuleCatalog.ProtocolParameter,
    ];

    private protected override void Register(CompilationStartAnalysisContext context, KnownSymbols symbols) =>
        context.RegisterSymbolAction(
            symbol =>
            {
                if (symbols.FindConnector((INamedTypeSymbol)symbol.Symbol) is { } connector
                    && connector.Type.FindAttribute(symbols.OAuth2) is { } oauth)
                {
                    AnalyzeEndpoints(symbol, connector, oauth);
                    AnalyzePkce(symbol, oauth);
                    AnalyzeParameters(symbol, oauth);
                }
            },
            SymbolKind.NamedType);

    private static void AnalyzeEndpoints(SymbolAnalysisContext context, ConnectorShape connector, AttributeData oauth)
    {
        List<string> missing = [];
        foreach (string name in Endpoints)
        {
            if (oauth.FindNamed(name) is not { } argument)
            {
                if (IsNeeded(name, oauth))
                {
                    missing.Add(name);
                }
            }
            else if (argument.Kind != TypedConstantKind.Error)
            {
                AnalyzeEndpoint(context, connector, name, argument.Value as string ?? "", oauth.LocationOf(name, 0, context.CancellationToken));
            }
        }

        if (missing.Count > 0)
        {
            string verb = missing.Count == 1 ? "is missing" : "are missing";
            context.ReportDiagnostic(Diagnostic.Create(
                RuleCatalog.BadEndpoint, oauth.LocationOf(context.CancellationToken), string.Join(" and ", missing), verb));
        }
    }

    /// <summary>A preset has its endpoints; client credentials (RFC 6749 section 4.4) need only the token endpoint.</summary>
    private static bool IsNeeded(string endpoint, AttributeData oauth)
    {
        const int ClientCredentials = 1;
        bool hasPreset = oauth.ConstructorArguments is [{ Value: not 0 }, ..];
        return !hasPreset && (endpoint == "TokenEndpoint" || (endpoint == "AuthorizationEndpoint" && oauth.FindNamed("Grant")?.Value is not ClientCredentials));
    }

    private static void AnalyzeEndpoint(SymbolAnalysisContext context, ConnectorShape connector, string name, string endpoint, Location location)
    {
        if (WhyBad(endpoint) is { } reason)
        {
            context.ReportDiagnostic(Diagnostic.Create(RuleCatalog.BadEndpoint, location, name, reason));
            return;
        }

        foreach (Match placeholder in Placeholder.Matches(endpoint))
        {
            string property = placeholder.Groups[1].Value;
            if (WhyBad(property, connector.Config) is { } flaw)
            {
                context.ReportDiagnostic(Diagnostic.Create(RuleCatalog.BadEndpointPlaceholder, location, property, flaw));
            }
        }
    }

    private static string? WhyBad(string endpoint)
    {
        if (endpoint.Trim().Length == 0)
        {
            return "is empty";
        }

        // What a configuration fills in is looked at there; a template that begins with it says nothing about its scheme.
        if (endpoint.StartsWith("{", StringComparison.Ordinal) && Placeholder.Match(endpoint) is { Success: true, Index: 0 })
        {
            return null;
        }

        string filled = Placeholder.Replace(endpoint, "x");
        bool isHttps = filled.StartsWith("https://", StringComparison.OrdinalIgnoreCase);
        bool isHttp = filled.StartsWith("http://", StringComparison.OrdinalIgnoreCase);
        return !Uri.TryCreate(filled, UriKind.Absolute, out Uri? uri) || filled.IndexOf("://", StringComparison.Ordinal) < 0 ? "isn't an absolute URL"
            : !isHttps && !(isHttp && uri.IsLoopback) ? "isn't https"
            : uri.Fragment.Length > 0 ? "has a fragment, which RFC 6749 section 3.1 forbids"
            : null;
    }

    private static string? WhyBad(string property, INamedTypeSymbol? config)
    {
        if (config.FindProperty(property) is not { } found)
        {
            return "names no property of the configuration";
        }

        bool isRestricted = found.Type.WithoutNullable().TypeKind == TypeKind.Enum
            || AttributeFinder.Find(found).Any(attribute => attribute.AttributeClass.Is("System.ComponentModel.DataAnnotations", "RegularExpressionAttribute"));
        return isRestricted ? null : "has no [RegularExpression] and is no enum, so a tenant could send the exchange anywhere";
    }

    private static void AnalyzePkce(SymbolAnalysisContext context, AttributeData oauth)
    {
        const int None = 1;
        if (oauth.FindNamed("Pkce")?.Value is None)
        {
            context.ReportDiagnostic(Diagnostic.Create(RuleCatalog.PkceOff, oauth.LocationOf("Pkce", 0, context.CancellationToken)));
        }
    }

    private static void AnalyzeParameters(SymbolAnalysisContext context, AttributeData oauth)
    {
        if (oauth.FindNamed("ExtraAuthorizationParameters") is not { Kind: TypedConstantKind.Array, IsNull: false } parameters)
        {
            return;
        }

        AttributeArgumentSyntax? argument = oauth.FindArgument("ExtraAuthorizationParameters", 0, context.CancellationToken);
        for (int i = 0; i < parameters.Values.Length; i++)
        {
            string name = (parameters.Values[i].Value as string ?? "").Split('=')[0].Trim();
            Location location = ItemOf(argument, i)?.GetLocation() ?? oauth.LocationOf(context.CancellationToken);
            if (Protocol.Contains(name))
            {
                context.ReportDiagnostic(Diagnostic.Create(
                    RuleCatalog.ProtocolParameter, location, name, "is a parameter of the protocol itself, which the SDK sets"));
            }
            else if (name.Equals("client_secret", StringComparison.OrdinalIgnoreCase))
            {
                context.ReportDiagnostic(Diagnostic.Create(RuleCatalog.ClientSecretLiteral, location));
            }
        }
    }

    private static SyntaxNode? ItemOf(AttributeArgumentSyntax? argument, int index) => argument?.Expression switch
    {
        CollectionExpressionSyntax collection => collection.Elements.ElementAtOrDefault(index),
        ArrayCreationExpressionSyntax { Initializer: { } items } => items.Expressions.ElementAtOrDefault(index),
        ImplicitArrayCreationExpressionSyntax { Initializer: { } items } => items.Expressions.ElementAtOrDefault(index),
        { } other => other,
        null => null,
    };
}
