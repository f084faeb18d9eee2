using System.Collections.Concurrent;

namespace Igniter.Connectors.LiteDb;

/// <summary>
/// The thread that opens the file and makes every change to it. Changes that wait together become one transaction, so that many writers share
/// the time a disk takes to sync.
/// </summary>
internal sealed class LiteDbWriter : IDisposable
{
    // Bounds how long the slowest of them waits and how long reads are held up.
    private const int BatchSize = 64;

    private readonly BlockingCollection<ILiteDbWrite> _queue = [];
    private readonly TaskCompletionSource<LiteDbFile> _opened = new();
    private readonly Thread _thread;

    public LiteDbWriter(string path)
    {
        _thread = new Thread(() => Run(path)) { IsBackground = true, Name = "Igniter.Connectors.LiteDb" };
        _thread.Start();
        File = _opened.Task.GetAwaiter().GetResult();
    }

    /// <summary>The open file.</summary>
    public LiteDbFile File { get; }

    /// <summary>Makes a change; the task ends when it is on the disk.</summary>
    public Task<T> WriteAsync<T>(Func<LiteDbTables, T> change, CancellationToken cancellationToken)
    {
        var write = new LiteDbWrite<T>(change, cancellationToken);
        try
        {
            _queue.Add(write, CancellationToken.None);
        }
        catch (InvalidOperationException)
        {
            throw new ObjectDisposedException(nameof(LiteDbConnectorStore));
        }

        return write.Task;
    }

    /// <summary>Finishes what waits, then closes the file.</summary>
    public void Dispose()
    {
        _queue.CompleteAdding();
        if (_thread != Thread.CurrentThread)
        {
            _thread.Join();
        }
    }

    private void Run(string path)
    {
        LiteDbFile file;
        try
        {
            file = new(path);
        }
        catch (Exception exception)
        {
            _opened.SetException(exception);
            return;
        }

        _opened.SetResult(file);
        var batch = new List<ILiteDbWrite>(BatchSize);
        while (_queue.TryTake(out ILiteDbWrite? write, Timeout.Infinite))
        {
            do
            {
                if (write.TryStart())
                {
                    batch.Add(write);
                }
            }
            while (batch.Count < BatchSize && _queue.TryTake(out write));

            Write(file, batch);
            batch.Clear();
        }

        lock (file.Gate)
        {
            file.Dispose();
        }
    }

    private static void Write(LiteDbFile file, List<ILiteDbWrite> batch)
    {
        lock (file.Gate)
        {
            if (!TryCommit(file, batch) && batch.Count > 1 && file.IsSound)
            {
                // One of them failed and nothing was written: each gets a transaction of its own.
                foreach (ILiteDbWrite write in batch)
                {
                    TryCommit(file, [write]);
                }
            }
        }

        Exception? failure = null;
        try
        {
            file.Sync();
        }
        catch (Exception exception)
        {
            failure = exception;
        }

        foreach (ILiteDbWrite write in batch)
        {
            write.Finish(failure);
        }

        try
        {
            lock (file.Gate)
            {
                file.CheckpointIfDue();
            }
        }
        catch (Exception)
        {
            // Nothing is lost, the log has it all; the next batch tries again and tells its callers what is wrong with the file.
        }
    }

    private static bool TryCommit(LiteDbFile file, IReadOnlyList<ILiteDbWrite> batch)
    {
        try
        {
            file.Commit(tables =>
            {
                foreach (ILiteDbWrite write in batch)
                {
                    write.Run(tables);
                }
            });
            return true;
        }
        catch (Exception exception)
        {
            foreach (ILiteDbWrite write in batch)
            {
                write.Fail(exception);
            }

            return false;
        }
    }
}
