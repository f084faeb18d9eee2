using System.Globalization;
using Corpus.Shapes;
using Microsoft.Extensions.DependencyInjection;

namespace Igniter.Connectors.Generated.Tests;

/// <summary>Generated clients, called.</summary>
public sealed class ClientTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_connector_is_made_from_dependency_injection()
    {
        await using ServiceProvider services = Host();

        Assert.Equal("00:01:40 True de-DE True True 42", await Manager(services).Methods.MadeOfAsync(Token));
    }

    [Fact]
    public async Task Services_of_a_call_may_be_keyed_and_optional()
    {
        await using ServiceProvider services = Host();

        Assert.Equal("de-DE True True", await Manager(services).Methods.ServedAsync(Token));
    }

    [Fact]
    public async Task Every_return_type_gives_its_result()
    {
        await using ServiceProvider services = Host();
        MethodsScopedClient client = Manager(services).Organization("org_1").Methods;
        await client.ConnectAsync(cancellationToken: Token);

        await client.TaskAsync(Token);
        await client.ValueTaskAsync(Token);
        Assert.Equal(5, await client.ValueAsync(5, Token));
        Assert.Null(await client.NothingAsync(Token));

        List<int> counted = [];
        await foreach (int number in client.CountAsync(3, Token))
        {
            counted.Add(number);
        }

        Assert.Equal([0, 1, 2], counted);
    }

    [Fact]
    public async Task What_is_left_out_takes_its_default()
    {
        await using ServiceProvider services = Host();
        MethodsUnscopedClient client = Manager(services).Methods;

        Assert.Equal("a  Friday 1.5 end", await client.OptionalAsync("a", cancellationToken: Token));
        Assert.Equal("a 1 Monday 2.5 ", await client.OptionalAsync("a", 1, DayOfWeek.Monday, 2.5m, null, Token));
    }

    [Fact]
    public async Task Overloads_call_their_own_method()
    {
        await using ServiceProvider services = Host();

        Assert.Equal("text 1", await Manager(services).Methods.OverAsync("1", Token));
        Assert.Equal("number 1", await Manager(services).Methods.OverAsync(1, Token));
    }

    [Fact]
    public async Task Keyword_names_nested_classes_and_several_files_make_no_difference()
    {
        await using ServiceProvider services = Host();
        @eventScopedClient client = Manager(services).Organization("org_1").@event;
        await client.ConnectAsync(cancellationToken: Token);

        Assert.Equal("a  org_1", await client.@return("a", cancellationToken: Token));
        Assert.Equal(3, await client.SecondFileAsync(1, cancellationToken: Token));
    }

    [Fact]
    public async Task Named_is_the_same_connector_in_another_connection()
    {
        await using ServiceProvider services = Host();
        MethodsScopedClient client = Manager(services).Organization("org_1").Methods;

        await client.Named("second").ConnectAsync(cancellationToken: Token);

        Assert.Null(await client.GetAsync(Token));
        Assert.Equal("second", (await client.Named("second").GetAsync(Token))!.Name);
    }

    [Fact]
    public async Task The_callers_token_reaches_the_method()
    {
        await using ServiceProvider services = Host();
        using CancellationTokenSource cancelled = new();
        await cancelled.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () =>
        {
            await foreach (int _ in Manager(services).Methods.CountAsync(3, cancelled.Token))
            {
            }
        });
    }

    private static ConnectorManager Manager(ServiceProvider services) => services.GetRequiredService<ConnectorManager>();

    private static ServiceProvider Host()
    {
        ServiceCollection services = new();
        services.AddKeyedSingleton("german", CultureInfo.GetCultureInfo("de-DE"));
        services.AddIgniterConnectors(options => options.Secret = new string('s', 40))
            .AddConnector<MethodsConnector>().AddConnector<Outer.@eventConnector>()
            .AddScope("organization")
            .UseInMemory();
        return services.BuildServiceProvider();
    }
}
