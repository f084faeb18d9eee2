namespace Igniter.Connectors.LiteDb;

/// <summary>
/// A file that LiteDB reads and writes in whole pages. <see cref="Stream.Flush"/> of the file that it is given brings everything to the disk.
/// </summary>
internal abstract class LiteDbStream(Stream file) : Stream
{
    /// <summary>What LiteDB reads and writes at a time.</summary>
    public const int PageBytes = 8192;

    public override bool CanRead => file.CanRead;

    public override bool CanSeek => file.CanSeek;

    public override bool CanWrite => file.CanWrite;

    public override long Length => file.Length;

    public override long Position
    {
        get => file.Position;
        set => file.Position = value;
    }

    /// <summary>The file itself.</summary>
    protected Stream Target => file;

    public override int Read(byte[] buffer, int offset, int count) => file.Read(buffer, offset, count);

    public override long Seek(long offset, SeekOrigin origin) => file.Seek(offset, origin);

    public override void SetLength(long value) => file.SetLength(value);

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            file.Dispose();
        }

        base.Dispose(disposing);
    }
}

/// <summary>
/// LiteDB's write-ahead log. LiteDB asks for a sync after every page it writes; this stream syncs twice for a transaction of any size instead:
/// once all its pages are written, and when the writer calls <see cref="Sync"/>. In between it writes the single byte that confirms the transaction.
/// A page takes several writes of the operating system, so a crash may leave half of one; half of a byte it can't.
/// The file grows ahead of what is written, since bringing a new length to the disk takes longer than bringing a page there; LiteDB skips empty pages.
/// </summary>
internal sealed class LiteDbLogStream(Stream file, string path) : LiteDbStream(file)
{
    // Offset of the flag "last page of a confirmed transaction" in a page's header (data file format 8).
    private const int ConfirmedOffset = 18;

    private const int GrowthBytes = 1024 * 1024;

    private readonly byte[] _unconfirmed = new byte[PageBytes];
    private long _allocated;
    private bool _dirty;

    /// <summary>The thread that wrote last. LiteDB writes on the committing thread, or on a task of its own that nobody waits for.</summary>
    public int LastWriter { get; private set; }

    /// <summary>The end of the last page that was written.</summary>
    public long Written { get; private set; }

    public override void Write(byte[] buffer, int offset, int count)
    {
        ReadOnlySpan<byte> page = buffer.AsSpan(offset, count);
        Grow(Position + count);
        if (page[ConfirmedOffset] == 0)
        {
            Target.Write(page);
        }
        else
        {
            WriteConfirmed(page);
        }

        _dirty = true;
        LastWriter = Environment.CurrentManagedThreadId;
    }

    public override void Flush()
    {
    }

    public override void SetLength(long value)
    {
        base.SetLength(value);
        Written = _allocated = value;
    }

    /// <summary>Brings everything written so far to the disk.</summary>
    public void Sync()
    {
        if (_dirty)
        {
            Target.Flush();
            _dirty = false;
        }
    }

    /// <summary>Closes the log, and deletes it if a checkpoint has emptied it.</summary>
    protected override void Dispose(bool disposing)
    {
        bool emptied = disposing && CanSeek && Length == 0;
        base.Dispose(disposing);
        if (emptied)
        {
            File.Delete(path);
        }
    }

    private void Grow(long end)
    {
        Written = Math.Max(Written, end);
        if (Written > _allocated)
        {
            base.SetLength(_allocated = Written + GrowthBytes);
        }
    }

    private void WriteConfirmed(ReadOnlySpan<byte> page)
    {
        long start = Position;
        page.CopyTo(_unconfirmed);
        _unconfirmed[ConfirmedOffset] = 0;
        Target.Write(_unconfirmed);
        Target.Flush();
        Position = start + ConfirmedOffset;
        Target.WriteByte(page[ConfirmedOffset]);
        Position = start + page.Length;
    }
}

/// <summary>LiteDB's data file. It is written by checkpoints only, which then empty the log.</summary>
internal sealed class LiteDbDataStream(Stream file, LiteDbLogStream log) : LiteDbStream(file)
{
    public override void Write(byte[] buffer, int offset, int count)
    {
        // A crash between two pages, or within one, is mended from the log, so the log comes first.
        log.Sync();

        // Whatever a crash leaves of the page, the file ends at the end of one.
        if (Position + count > Length)
        {
            SetLength(Position + count);
        }

        Target.Write(buffer, offset, count);
    }

    public override void Flush() => Target.Flush();
}
