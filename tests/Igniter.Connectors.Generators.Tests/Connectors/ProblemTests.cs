using Microsoft.CodeAnalysis;

namespace Igniter.Connectors.Generators.Tests;

/// <summary>A mistake is a problem for the analyzers; what the connector's users see stands where it can.</summary>
public sealed class ProblemTests
{
    [Theory]
    [InlineData("IGN0001", "public class XConnector")]
    [InlineData("IGN0006", "public abstract partial class XConnector")]
    public void A_class_that_cannot_be_run_has_its_clients_all_the_same(string rule, string declaration)
    {
        string source = $$"""
            using Igniter.Connectors;
            namespace Acme;
            [Connector("x")]
            {{declaration}}
            {
                public sealed class Config;
                [Action] public Task<int> DoAsync(int a) => Task.FromResult(a);
            }
            internal static class Use
            {
                public static Task<int> Of(ConnectorScope scope) => scope.X.DoAsync(1);
            }
            """;

        AssertProblem(rule, "T:Acme.XConnector", source);
        Generated generated = Generated.FromFaulty(source);
        Assert.DoesNotContain(generated.Diagnostics, diagnostic => diagnostic.Severity == DiagnosticSeverity.Error);
        Assert.DoesNotContain("AddConnector<", generated.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void A_type_without_contract_that_mentions_itself_is_a_problem_and_no_crash()
    {
        const string Source = """
            using System;
            using System.Collections.Generic;
            using Igniter.Connectors;
            namespace Acme;
            public sealed record Node(string Name, List<Node> Children, Dictionary<string, Node> ByName, Action Callback);
            [Connector("x")]
            public sealed partial class XConnector
            {
                [Action] public Task<List<Node>> WalkAsync(Node root) => Task.FromResult(root.Children);
            }
            """;

        Generated generated = Generated.FromFaulty(Source);
        Assert.DoesNotContain(generated.Diagnostics, diagnostic => diagnostic.Severity == DiagnosticSeverity.Error);
    }

    [Theory]
    [InlineData("public static partial class XConnector { }")]
    [InlineData("file partial class XConnector { }")]
    public void A_class_that_clients_cannot_name_is_not_registered(string declaration)
    {
        string source = $"using Igniter.Connectors; namespace Acme; [Connector(\"x\")] {declaration}";

        Generated generated = Generated.FromFaulty(source);
        Assert.Empty(generated.GeneratedDiagnostics);
        Assert.DoesNotContain("AddConnector<", generated.Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("public partial class Outer { [Connector(\"x\")] private partial class XConnector { } }")]
    [InlineData("public partial class Outer { [Connector(\"x\")] protected partial class XConnector { } }")]
    [InlineData("public partial class Outer<T> { [Connector(\"x\")] public partial class XConnector { } }")]
    [InlineData("[Connector(\"x\")] public partial class XConnector<T> { }")]
    [InlineData("[Connector] public partial class XConnector { }")]
    [InlineData("[Connector(null!)] public partial class XConnector { [Action(null)] public Task DoAsync() => Task.CompletedTask; }")]
    [InlineData("[Connector(5)] public partial class XConnector { }")]
    [InlineData("[Connector(\"x\", Config = typeof(List<>))] public partial class XConnector { }")]
    [InlineData("[Connector(\"x\", Config = typeof(Missing))] public partial class XConnector { }")]
    [InlineData("[Connector(\"x\")] public partial class XConnector { [Action] public }")]
    [InlineData("[Connector(\"x\")] public partial class XConnector { [Action] public Missing DoAsync(Missing a, int a) { } }")]
    [InlineData("[Connector(\"x\")] public partial class XConnector { [Action] public Task<Missing> DoAsync(List<Missing> a) => null!; }")]
    [InlineData("[Connector(\"x\")] public partial class XConnector { [Action] Task DoAsync( { } [OnContext] Missing M() => null!; [Webhook] void On(Missing m) { } }")]
    [InlineData("[Connector(\"x\")] public partial class XConnector(Missing m) { public partial record Config(Missing M) : Missing; }")]
    [InlineData("[Connector(\"x\"), OAuth2(Scopes = Missing), ConnectorMetadata] public partial class XConnector;")]
    [InlineData("[Connector(\"x\")] public partial class XConnector : XConnector { public partial record Config : Config { [Encrypted] public int A { get; } } }")]
    [InlineData("[Connector(\"x\")] public partial class XConnector; [Connector(\"y\")] public partial class XConnector;")]
    [InlineData("[Connector(\"x\")] public class XConnector; [Connector(\"x\")] public class XConnector;")]
    [InlineData("[Connector(\"x\")] public partial class XConnector; [Connector(\"x\")] public partial record XConnector;")]
    [InlineData("public partial class O { [Connector(\"x\")] public partial class XConnector; } public partial struct O { [Connector(\"x\")] public partial class XConnector; }")]
    [InlineData("[Connector(\"x\")] public partial class XConnector { public partial record Config([Encrypted] string A); public partial record struct Config([Encrypted] int A); [Action] public Task DoAsync(Config a) => null!; }")]
    public void Nothing_crashes_the_generator(string declaration) =>
        Generated.FromFaulty($"using Igniter.Connectors; namespace Acme; {declaration}");

    [Theory]
    [InlineData("")]
    [InlineData("X")]
    [InlineData("9a")]
    [InlineData("a b")]
    [InlineData("größe")]
    [InlineData("aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa")]
    public void A_bad_key_is_a_problem(string key) =>
        AssertProblem("IGN0002", "T:Acme.XConnector", $"using Igniter.Connectors; namespace Acme; [Connector(\"{key}\")] public partial class XConnector;");

    [Theory]
    [InlineData("private sealed record Config;")]
    [InlineData("public abstract record Config;")]
    [InlineData("public static class Config;")]
    [InlineData("public interface Config;")]
    [InlineData("protected sealed record Config;")]
    public void A_configuration_that_cannot_be_made_is_a_problem(string config)
    {
        string source = Connector(config);

        AssertProblem("IGN0005", "T:Acme.XConnector", source);
        Assert.Empty(Generated.FromFaulty(source).GeneratedDiagnostics);
    }

    [Theory]
    [InlineData("string", "Task<string>")]
    [InlineData("void", "Task")]
    [InlineData("IEnumerable<int>", "Task<IEnumerable<int>>")]
    public void A_wrong_return_type_is_a_problem_and_the_client_has_a_task_of_it(string type, string task)
    {
        string source = Connector($"[Action] public {type} Do(int a) => throw new NotSupportedException();");

        AssertProblem("IGN0101", "M:Acme.XConnector.Do(System.Int32)", source);
        Generated generated = Generated.From(source);
        Assert.Equal($"{task} Do(int a, CancellationToken cancellationToken = default)", Signature.Of(generated.Method("Acme.XScopedClient", "Do")));
        Assert.Contains("Actions = new global::Igniter.Connectors.Descriptors.ActionDefinition[] {  },", generated.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void A_second_action_of_a_key_is_a_problem()
    {
        string source = Connector("""
            [Action] public Task DoAsync() => Task.CompletedTask;
            [Action] public Task Do(int a) => Task.CompletedTask;
            """);

        AssertProblem("IGN0102", "M:Acme.XConnector.Do(System.Int32)", source);
        Generated.From(source);
    }

    [Theory]
    [InlineData("ref int a")]
    [InlineData("in int a")]
    [InlineData("ref readonly int a")]
    [InlineData("params int[] a")]
    public void A_by_reference_parameter_is_a_problem(string parameter)
    {
        string source = Connector($"[Action] public Task DoAsync({parameter}) => Task.CompletedTask;");

        Problem problem = AssertProblem("IGN0103", null, source);
        Assert.Equal("a", problem.Parameter);
        Generated.From(source);
    }

    [Theory]
    [InlineData("Task GetAsync() => Task.CompletedTask")]
    [InlineData("Task GetAsync(int id) => Task.CompletedTask")]
    [InlineData("Task EnableAsync() => Task.CompletedTask")]
    [InlineData("Task<string> Named(string a) => Task.FromResult(a)")]
    [InlineData("Task ConnectAsync() => Task.CompletedTask")]
    [InlineData("Task TestAsync() => Task.CompletedTask")]
    [InlineData("Task RevealConfigAsync() => Task.CompletedTask")]
    [InlineData("Task<int> GetHashCode(int seed) => Task.FromResult(seed)")]
    public void A_method_named_like_a_clients_member_is_a_problem(string method)
    {
        string source = Connector($"[Action] public {method};");

        Assert.Equal("IGN0105", Assert.Single(Problems.Of(source)).Rule);
        Generated.From(source);
    }

    [Fact]
    public void Overloads_that_differ_in_what_the_runtime_supplies_are_a_problem()
    {
        string source = Connector("""
            [Action] public Task DoAsync(string? a, ConnectorContext context) => Task.CompletedTask;
            [Action("other")] public Task DoAsync(string a) => Task.CompletedTask;
            """);

        AssertProblem("IGN0105", "M:Acme.XConnector.DoAsync(System.String)", source);
        Generated.From(source);
    }

    [Theory]
    [InlineData("private Task DoAsync() => Task.CompletedTask;")]
    [InlineData("protected Task DoAsync() => Task.CompletedTask;")]
    [InlineData("public static Task DoAsync() => Task.CompletedTask;")]
    [InlineData("public Task DoAsync<T>() => Task.CompletedTask;")]
    public void An_action_that_cannot_be_called_is_a_problem(string method)
    {
        string source = Connector("[Action] " + method);

        AssertProblem("IGN0106", null, source);
        Generated.From(source);
    }

    [Theory]
    [InlineData("Task DoAsync(Action a) => Task.CompletedTask")]
    [InlineData("Task<Stream> DoAsync() => Task.FromResult(Stream.Null)")]
    [InlineData("IAsyncEnumerable<Stream> DoAsync() => null!")]
    public void A_type_without_contract_is_a_problem_and_the_client_has_the_method(string method)
    {
        string source = "using System.IO;" + Connector($"[Action] public {method};");

        AssertProblem("IGN0107", null, source);
        Generated generated = Generated.From(source);
        generated.Method("Acme.XScopedClient", "DoAsync");
    }

    [Fact]
    public void A_connector_without_a_mistake_has_no_problem() => Assert.Empty(Problems.Of(Connector("[Action] public Task DoAsync(int a) => Task.CompletedTask;")));

    private static Problem AssertProblem(string rule, string? symbol, string source)
    {
        Problem problem = Assert.Single(Problems.Of(source));
        Assert.Equal(rule, problem.Rule);
        Assert.Equal(symbol ?? problem.Symbol, problem.Symbol);
        return problem;
    }

    private static string Connector(string members) => $$"""
        using Igniter.Connectors;
        namespace Acme;
        [Connector("x")]
        public partial class XConnector
        {
            {{members}}
        }
        """;
}
