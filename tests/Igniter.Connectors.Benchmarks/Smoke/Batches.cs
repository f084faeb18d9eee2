namespace Igniter.Connectors.Benchmarks.Smoke;

/// <summary>Makes an operation one that runs a number of times.</summary>
internal static class Batches
{
    public static Func<int, Task> Of(Func<Task> operation) => async count =>
    {
        for (int i = 0; i < count; i++)
        {
            await operation();
        }
    };
}
