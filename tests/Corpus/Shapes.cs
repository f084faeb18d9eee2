using System.Globalization;
using System.Runtime.CompilerServices;
using Igniter.Connectors;
using Microsoft.Extensions.DependencyInjection;

namespace Corpus.Shapes;

/// <summary>A nested, internal connector with a name that is a keyword, in two files.</summary>
internal static partial class Outer
{
    [Connector("event")]
    internal sealed partial class @eventConnector
    {
        [Action]
        public Task<string> @return(string @class, string? @default, ConnectorContext context) => Task.FromResult($"{@class} {@default} {context.Identity}");
    }
}

/// <summary>Methods of every form.</summary>
/// <param name="http">The connector's own client.</param>
/// <param name="services">The provider.</param>
/// <param name="culture">A keyed service.</param>
/// <param name="missing">A service that isn't registered.</param>
/// <param name="alsoMissing">Another one.</param>
/// <param name="number">What dependency injection has nothing for.</param>
[Connector("methods")]
public partial class MethodsConnector(
    HttpClient http,
    IServiceProvider services,
    [FromKeyedServices("german")] CultureInfo? culture,
    IFormatProvider? missing,
    ICloneable? alsoMissing = null,
    int number = 42)
{
    [Action]
    public Task<string> MadeOfAsync() =>
        Task.FromResult($"{http.Timeout} {services is not null} {culture?.Name} {missing is null} {alsoMissing is null} {number}");

    [Action]
    public Task TaskAsync() => Task.CompletedTask;

    [Action]
    public async ValueTask ValueTaskAsync() => await Task.Yield();

    [Action]
    public ValueTask<int> ValueAsync(int value) => ValueTask.FromResult(value);

    [Action]
    public Task<string?> NothingAsync() => Task.FromResult<string?>(null);

    [Action]
    public async IAsyncEnumerable<int> CountAsync(int to, [EnumeratorCancellation] CancellationToken token)
    {
        for (int i = 0; i < to; i++)
        {
            await Task.Yield();
            token.ThrowIfCancellationRequested();
            yield return i;
        }
    }

    [Action]
    public Task<string> OptionalAsync(string first, int? second, DayOfWeek day = DayOfWeek.Friday, decimal amount = 1.5m, string? last = "end") =>
        Task.FromResult(string.Create(CultureInfo.InvariantCulture, $"{first} {second} {day} {amount} {last}"));

    [Action]
    public Task<string> OverAsync(string text) => Task.FromResult("text " + text);

    [Action("overNumber")]
    public Task<string> OverAsync(int number) => Task.FromResult("number " + number.ToString(CultureInfo.InvariantCulture));

    [Action]
    public Task<string> ServedAsync([Service, FromKeyedServices("german")] CultureInfo german, [Service] ICloneable? none, [Service] IServiceProvider scope) =>
        Task.FromResult($"{german.Name} {none is null} {scope is not null}");

    [Action, Obsolete("Use another.")]
    public Task<bool> CancelledAsync(CancellationToken token) => Task.FromResult(token.IsCancellationRequested);
}
