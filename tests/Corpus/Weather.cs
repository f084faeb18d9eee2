using System.ComponentModel.DataAnnotations;
using Igniter.Connectors;
using Microsoft.Extensions.DependencyInjection;

namespace Corpus.Weather;

/// <summary>Tells the weather with a default configuration.</summary>
[Connector("weather", Config = typeof(WeatherSettings))]
public partial class WeatherConnector
{
    [DefaultConfig]
    private static WeatherSettings Default(IServiceProvider services) =>
        services.GetService<WeatherSettings>() ?? new WeatherSettings { ApiKey = "default-key" };

    [OnContext]
    private static WeatherStation Open(WeatherSettings settings) => new(settings);

    [Action]
    public Task<string> ForecastAsync(string city, WeatherStation station, [Service] WeatherLog log) =>
        Task.FromResult(station.Forecast(city, log));

    [Action]
    public Task<string> WhoAsync(ConnectorContext context) => Task.FromResult($"{context.Scope}/{context.Identity}/{context.ConnectionName}");
}

public partial class WeatherSettings
{
    [Encrypted]
    [Required]
    [MinLength(5)]
    public string ApiKey { get; set; } = "";
}

public sealed class WeatherLog : IDisposable
{
    public List<string> Lines { get; } = [];

    public void Dispose() => Lines.Add("log disposed");
}

public sealed class WeatherStation(WeatherSettings settings) : IAsyncDisposable
{
    public static int Disposed { get; private set; }

    public string Forecast(string city, WeatherLog line)
    {
        line.Lines.Add(city);
        return $"{city}: sunny ({settings.ApiKey.Length})";
    }

    public ValueTask DisposeAsync()
    {
        Disposed++;
        return ValueTask.CompletedTask;
    }
}
