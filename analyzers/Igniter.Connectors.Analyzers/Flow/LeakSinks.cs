using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace Igniter.Connectors.Analyzers;

/// <summary>The places where a secret gets out: logs, the console, exceptions and traces.</summary>
internal sealed class LeakSinks(KnownSymbols symbols)
{
    private const string Log = "a log call";
    private const string ConsoleOutput = "the console";
    private const string Exception = "an exception";
    private const string Trace = "a trace";

    private readonly INamedTypeSymbol[] _loggers = Types(symbols,
        "Microsoft.Extensions.Logging.ILogger", "Serilog.ILogger", "Serilog.Log", "NLog.ILoggerBase", "NLog.ILogger", "log4net.ILog");

    private readonly INamedTypeSymbol[] _logClasses = Types(symbols,
        "Microsoft.Extensions.Logging.LoggerExtensions", "System.Diagnostics.Debug", "System.Diagnostics.Trace", "System.Diagnostics.TraceSource",
        "System.Diagnostics.Tracing.EventSource");

    private readonly INamedTypeSymbol[] _traceClasses = Types(symbols,
        "System.Diagnostics.Activity", "System.Diagnostics.ActivitySource", "System.Diagnostics.ActivityTagsCollection", "System.Diagnostics.TagList",
        "System.Diagnostics.Metrics.Instrument", "OpenTelemetry.Trace.TelemetrySpan");

    private readonly INamedTypeSymbol? _loggerMessage = symbols.Type("Microsoft.Extensions.Logging.LoggerMessageAttribute");
    private readonly INamedTypeSymbol? _exception = symbols.Type("System.Exception");
    private readonly INamedTypeSymbol? _activityEvent = symbols.Type("System.Diagnostics.ActivityEvent");
    private readonly INamedTypeSymbol? _console = symbols.Type("System.Console");

    /// <summary>The values that an operation lets out, and where to.</summary>
    public (string? Sink, IEnumerable<IOperation> Values) Of(IOperation operation) => operation switch
    {
        IInvocationOperation call => (Of(call), call.Arguments.SelectMany(ValuesOf)),
        IObjectCreationOperation creation => (OfCreation(creation.Type), creation.Arguments.SelectMany(ValuesOf)),
        ISimpleAssignmentOperation assignment => (OfTarget(assignment.Target), [assignment.Value]),
        _ => (null, []),
    };

    private string? Of(IInvocationOperation call)
    {
        IMethodSymbol method = call.TargetMethod;
        INamedTypeSymbol type = method.ContainingType;
        ITypeSymbol? receiver = call.Instance?.Type ?? (method.IsExtensionMethod ? call.Arguments.FirstOrDefault()?.Value.Type : null);

        return type switch
        {
            null => null,
            _ when type.Is(_console) || IsConsoleWriter(call.Instance) => ConsoleOutput,
            _ when method.Has(_loggerMessage) => Log,
            _ when _logClasses.Any(candidate => type.DerivesFrom(candidate)) => Log,
            _ when _loggers.Any(logger => type.Implements(logger) || Implements(receiver, logger)) => Log,
            _ when _traceClasses.Any(candidate => type.DerivesFrom(candidate)) && !method.Name.StartsWith("Get", StringComparison.Ordinal) => Trace,
            _ => null,
        };
    }

    /// <summary>A logger that was converted to an interface is one still.</summary>
    private static bool Implements(ITypeSymbol? type, INamedTypeSymbol logger) =>
        type.Implements(logger) || (type is ITypeParameterSymbol parameter && parameter.ConstraintTypes.Any(constraint => constraint.Implements(logger)));

    private string? OfCreation(ITypeSymbol? type) => type switch
    {
        _ when type.DerivesFrom(_exception) => Exception,
        _ when type.Is(_activityEvent) => Trace,
        _ => null,
    };

    /// <summary>A property of an exception or a trace, and the entries of an exception's data.</summary>
    private string? OfTarget(IOperation target)
    {
        if (target is not IPropertyReferenceOperation property)
        {
            return null;
        }

        ITypeSymbol? holder = property.Property.IsIndexer && property.Instance is IPropertyReferenceOperation data
            ? data.Instance?.Type ?? data.Property.ContainingType
            : property.Instance?.Type;
        return holder switch
        {
            _ when holder.DerivesFrom(_exception) => Exception,
            _ when _traceClasses.Any(candidate => holder.DerivesFrom(candidate)) => Trace,
            _ => null,
        };
    }

    private bool IsConsoleWriter(IOperation? instance) =>
        instance is IPropertyReferenceOperation { Property: { IsStatic: true } property } && property.ContainingType.Is(_console);

    /// <summary>An argument's value, or each of those that <c>params</c> collects.</summary>
    private static IEnumerable<IOperation> ValuesOf(IArgumentOperation argument) => argument switch
    {
        { ArgumentKind: ArgumentKind.ParamArray, Value: IArrayCreationOperation { Initializer: { } items } } => items.ElementValues,
        { ArgumentKind: ArgumentKind.ParamCollection, Value: ICollectionExpressionOperation collection } => collection.Elements,
        _ => [argument.Value],
    };

    private static INamedTypeSymbol[] Types(KnownSymbols symbols, params string[] names) => names.Select(symbols.Type).OfType<INamedTypeSymbol>().ToArray();
}
