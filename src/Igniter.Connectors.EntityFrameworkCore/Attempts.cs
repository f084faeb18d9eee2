using System.Data.Common;
using Microsoft.EntityFrameworkCore;

namespace Igniter.Connectors.EntityFrameworkCore;

/// <summary>
/// Writes under the context's execution strategy. One that retries (<c>EnableRetryOnFailure</c>) repeats a write whose acknowledgement was lost, and the
/// write may have been carried out all the same. So the repetition is told what it is: a condition that isn't met any more may be its own doing.
/// </summary>
internal static class Attempts
{
    /// <summary>Runs a write, again if the strategy says so.</summary>
    /// <param name="context">The context.</param>
    /// <param name="write">The write; it is told whether it runs again.</param>
    /// <param name="cancellationToken">Cancels it.</param>
    public static Task<T> WriteAsync<T>(this DbContext context, Func<bool, CancellationToken, Task<T>> write, CancellationToken cancellationToken)
    {
        bool again = false;
        return context.Database.CreateExecutionStrategy().ExecuteAsync(
            token =>
            {
                bool repeated = again;
                again = true;
                context.ChangeTracker.Clear();
                return write(repeated, token);
            },
            cancellationToken);
    }

    /// <summary>Runs a statement that changes one row or none. What it came to is told only where it is known.</summary>
    public static Task<bool> ChangeOneAsync(this DbContext context, Func<CancellationToken, Task<int>> statement, CancellationToken cancellationToken) =>
        context.WriteAsync(
            async (again, token) => await statement(token).ConfigureAwait(false) == 1 || (again ? throw Unknown() : false),
            cancellationToken);

    /// <summary>
    /// Inserts rows. Each database names a broken unique index differently, so whether that was what went wrong is read from the table. What was in the way
    /// may be gone by then, and then it is tried once more. Faults of the connection are the strategy's.
    /// </summary>
    /// <param name="context">The context.</param>
    /// <param name="rows">The rows.</param>
    /// <param name="look">What the insert came to, if there is a row in its place; otherwise null.</param>
    /// <param name="cancellationToken">Cancels it.</param>
    public static async Task<bool> InsertAsync(
        this DbContext context, object[] rows, Func<Task<bool?>> look, CancellationToken cancellationToken)
    {
        for (bool last = false; ; last = true)
        {
            try
            {
                context.AddRange(rows);
                await context.SaveChangesAsync(cancellationToken).ConfigureAwait(false);
                return true;
            }
            catch (DbUpdateException exception) when (exception.InnerException is not DbException { IsTransient: true })
            {
                context.ChangeTracker.Clear();
                if (await look().ConfigureAwait(false) is { } inserted)
                {
                    return inserted;
                }

                if (last)
                {
                    throw;
                }
            }
        }
    }

    /// <summary>It can't be told whether a write was carried out.</summary>
    public static DbUpdateException Unknown() =>
        new("The connection to the database was lost during a write, and whether the write was carried out can't be told any more.");
}
