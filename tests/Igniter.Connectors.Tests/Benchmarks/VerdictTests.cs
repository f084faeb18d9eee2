using Igniter.Connectors.Benchmarks.Measuring;

namespace Igniter.Connectors.Tests.Benchmarks;

/// <summary>What the benchmarks make of what they measured.</summary>
public sealed class VerdictTests
{
    [Theory]
    [InlineData(1.5, nameof(Verdict.Met))]
    [InlineData(1.51, nameof(Verdict.WithinAFifth))]
    [InlineData(1.79, nameof(Verdict.WithinAFifth))]
    [InlineData(1.81, nameof(Verdict.Missed))]
    [InlineData(double.NaN, nameof(Verdict.Missed))]
    public void A_ratio_is_missed_when_it_is_over_its_goal_by_more_than_a_fifth(double ratio, string verdict) =>
        Assert.Equal(verdict, Verdicts.Of([Goal.Ratio(ratio, 1.5)]).ToString());

    [Theory]
    [InlineData(0.85, nameof(Verdict.Met))]
    [InlineData(0.69, nameof(Verdict.WithinAFifth))]
    [InlineData(0.67, nameof(Verdict.Missed))]
    [InlineData(0, nameof(Verdict.Missed))]
    [InlineData(double.NaN, nameof(Verdict.Missed))]
    public void A_throughput_is_missed_when_more_than_a_fifth_is_lacking(double ratio, string verdict) =>
        Assert.Equal(verdict, Verdicts.Of([Goal.AtLeast(ratio, 0.85, "")]).ToString());

    [Theory]
    [InlineData(0L, nameof(Verdict.Met))]
    [InlineData(1L, nameof(Verdict.Missed))]
    [InlineData(null, nameof(Verdict.Missed))]
    public void Where_nothing_may_be_allocated_one_byte_is_too_much(long? bytes, string verdict) =>
        Assert.Equal(verdict, Verdicts.Of([Goal.Bytes(bytes, 0)]).ToString());

    [Fact]
    public void The_worst_goal_of_a_measure_counts() =>
        Assert.Equal(Verdict.Missed, Verdicts.Of([Goal.Ratio(1, 2), Goal.Bytes(128, 128), Goal.Holds("one request", holds: false)]));

    [Fact]
    public void Only_a_missed_goal_fails_the_run()
    {
        Assert.Equal(0, Verdicts.ExitCode([Verdict.None, Verdict.NotMeasured, Verdict.Met, Verdict.WithinAFifth]));
        Assert.Equal(1, Verdicts.ExitCode([Verdict.Met, Verdict.Missed, Verdict.Met]));
    }

    [Fact]
    public void A_ratio_is_of_the_rounds_in_which_both_were_least_disturbed()
    {
        Series ours = new([20, 20, 20, 20, 20, 900, 20, 900], null);
        Series floor = new([10, 10, 10, 10, 10, 10, 500, 500], null);

        Assert.Equal(2, ours.Over(floor));
    }
}
