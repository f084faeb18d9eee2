using System.Globalization;
using Igniter.Connectors.Benchmarks.Measuring;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;

namespace Igniter.Connectors.Benchmarks.Generators;

/// <summary>P14 and P15: what the compiler waits for, with every key that is pressed and at the first run.</summary>
internal static class GeneratorMeasures
{
    private static readonly Workload[] Peers = [Workload.SystemTextJson, Workload.Mvvm, Workload.Mediator, Workload.Mapperly];

    public static Task EditAsync(Table table)
    {
        bool isCached = CachesOutputs(100);
        foreach ((int classes, int rounds) in new[] { (1, 41), (100, 11), (1_000, 3) })
        {
            Project[] projects = [.. Workloads(classes)];
            double[][] unrelated = Turns(projects, rounds, (project, round) => project.RunAfterUnrelatedEdit(round));
            double[][] own = Turns(projects[..3], rounds, (project, round) => project.RunAfterEdit(round));
            Series[] series = [.. unrelated.Select(Of)];
            (Series ours, Series floor, Series json) = (series[0], series[1], series[2]);
            string count = classes.ToString("N0", CultureInfo.InvariantCulture);
            table.Compare(
                "P14", $"generator, unrelated edit; connectors: {count}", ours, floor,
                Goal.Ratio(ours.Over(floor), 1.5), Goal.AtMost(ours.Over(json), 1, "System.Text.Json"), Goal.Holds("no emitter runs", isCached));
            foreach ((Workload peer, Series theirs) in Peers.Zip(series[2..]))
            {
                table.Beside(peer.Name, theirs, floor);
            }

            table.Beside("an edit in one connector instead", Of(own[0]), Of(own[1]));
        }

        return Task.CompletedTask;
    }

    public static Task ColdAsync(Table table)
    {
        Workload[] workloads = [Workload.Ours, Workload.Floor, .. Peers];
        Series[] hundred = [.. ColdTurns(workloads, 100, warmUps: 2, rounds: 9).Select(Of)];
        (Series ours, Series floor, Series mvvm) = (hundred[0], hundred[1], hundred[3]);
        table.Compare(
            "P15", "generator, cold, 100 connectors of five actions", ours, floor, Goal.AtMost(ours.Over(mvvm), 1, Workload.Mvvm.Name));
        foreach ((Workload peer, Series theirs) in Peers.Zip(hundred[2..]))
        {
            table.Beside(peer.Name, theirs, floor);
        }

        (Series thousand, Series tenth) = GrowthTurns(3);
        table.Compare("P15", "generator, cold, 1,000; floor: 100", thousand, tenth, 12);
        return Task.CompletedTask;
    }

    /// <summary>After an unrelated edit nothing that writes text has run: every output is the one of before.</summary>
    private static bool CachesOutputs(int classes)
    {
        Project project = new(Workload.Ours, classes, track: true);
        project.Run();
        SourceText[] before = [.. Texts(project)];
        project.RunAfterUnrelatedEdit(1);
        return before.Length > classes
            && before.SequenceEqual(Texts(project), ReferenceEqualityComparer.Instance)
            && project.Result.Results.Single().TrackedOutputSteps.Values
                .SelectMany(steps => steps).SelectMany(step => step.Outputs).All(output => output.Reason == IncrementalStepRunReason.Cached);

        static IEnumerable<SourceText> Texts(Project project) => project.Result.Results.Single().GeneratedSources.Select(source => source.SourceText);
    }

    /// <summary>Projects that an editor has open: everything has run once, and an edit as well.</summary>
    private static IEnumerable<Project> Workloads(int classes)
    {
        foreach (Workload workload in (Workload[])[Workload.Ours, Workload.Floor, .. Peers])
        {
            Project project = new(workload, classes);
            project.Run();
            for (int warmUp = 0; warmUp < (classes == 1 ? 30 : 1); warmUp++)
            {
                project.RunAfterUnrelatedEdit(1_000 + warmUp);
            }

            yield return Working(workload, project, classes);
        }
    }

    private static double[][] ColdTurns(Workload[] workloads, int classes, int warmUps, int rounds)
    {
        double[][] times = [.. workloads.Select(_ => new double[rounds])];
        for (int round = -warmUps; round < rounds; round++)
        {
            for (int i = 0; i < workloads.Length; i++)
            {
                Project project = new(workloads[i], classes);
                double time = project.Run();
                if (round >= 0)
                {
                    times[i][round] = time;
                }
                else
                {
                    Working(workloads[i], project, classes);
                }
            }
        }

        return times;
    }

    /// <summary>As many connectors at once as in ten turns before.</summary>
    private static (Series Thousand, Series Hundred) GrowthTurns(int rounds)
    {
        double[] thousand = new double[rounds];
        double[] hundred = new double[rounds];
        for (int round = 0; round < rounds; round++)
        {
            hundred[round] = Enumerable.Range(0, 10).Average(_ => new Project(Workload.Ours, 100).Run());
            thousand[round] = new Project(Workload.Ours, 1_000).Run();
        }

        return (Of(thousand), Of(hundred));
    }

    /// <summary>Back and forth: what runs behind its like finds the processor's caches full of its code.</summary>
    private static double[][] Turns(Project[] projects, int rounds, Func<Project, int, double> run)
    {
        double[][] times = [.. projects.Select(_ => new double[rounds])];
        for (int round = 0; round < rounds; round++)
        {
            for (int turn = 0; turn < projects.Length; turn++)
            {
                int i = round % 2 == 0 ? turn : projects.Length - 1 - turn;
                times[i][round] = run(projects[i], round);
            }
        }

        return times;
    }

    /// <summary>A peer that fails or finds nothing to do is no peer.</summary>
    private static Project Working(Workload workload, Project project, int classes)
    {
        GeneratorDriverRunResult result = project.Result;
        bool isOneFile = workload == Workload.Mediator;
        if (result.Results.Any(each => each.Exception is not null)
            || result.Diagnostics.Any(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error)
            || result.GeneratedTrees.Length < (isOneFile ? 1 : classes))
        {
            throw new InvalidOperationException($"{workload.Name} doesn't generate: {string.Join(' ', result.Diagnostics.Take(3))}");
        }

        return project;
    }

    private static Series Of(double[] times) => new(times, null);
}
