using Igniter.Connectors.LiteDb;

namespace Igniter.Connectors.Stores.Tests;

/// <summary>
/// Files in memory that remember every step of their writing, and can tell what a disk holds after any of them. An operating system copies a write in
/// blocks of 4,096 bytes and may end the process between two of them. A machine that stops loses whatever wasn't brought to the disk, any sector of 512
/// bytes for itself; lengths reach the disk in order, and what was written after one doesn't reach it before.
/// </summary>
internal sealed class RecordingDisk
{
    private const int BlockBytes = 4096;
    private const int SectorBytes = 512;

    private readonly Lock _gate = new();
    private readonly Dictionary<string, byte[]> _initial;
    private readonly List<Step> _steps = [];

    private RecordingDisk(Dictionary<string, byte[]> files) => _initial = files;

    /// <summary>An empty disk.</summary>
    public RecordingDisk()
        : this(new(StringComparer.Ordinal))
    {
    }

    /// <summary>How many steps were taken: blocks written, lengths set and files brought to the disk.</summary>
    public int Steps
    {
        get
        {
            lock (_gate)
            {
                return _steps.Count;
            }
        }
    }

    /// <summary>The number of steps after which the disk has no room and refuses every other.</summary>
    public int FullAfter { get; set; } = int.MaxValue;

    /// <summary>Whether every read fails.</summary>
    public bool IsUnreadable { get; set; }

    /// <summary>Opens a LiteDB file of this disk, whatever its path. Only the lock file is a real one.</summary>
    public LiteDbFile OpenLiteDb(string path) => new(path, file => Open(file == path ? "data" : "log"));

    /// <summary>A disk with what is there when the process ends after some steps.</summary>
    public RecordingDisk AfterKill(int steps) => Copy(path => Seen(path, steps));

    /// <summary>A disk with what is there when the machine stops after some steps; another seed loses other sectors.</summary>
    public RecordingDisk AfterPowerLoss(int steps, int seed)
    {
        var random = new Random(seed);
        return Copy(path => Kept(path, steps, random));
    }

    // With all that was written to it, as the operating system shows it.
    private RecordedFile Open(string path) => new(this, path, Seen(path, Steps));

    private RecordingDisk Copy(Func<string, byte[]> content) => new(
        _initial.Keys.Concat(_steps.Select(step => step.Path)).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)
            .ToDictionary(path => path, content, StringComparer.Ordinal));

    private byte[] Seen(string path, int steps)
    {
        byte[] content = Initial(path);
        foreach (Step step in StepsOf(path, steps))
        {
            step.Apply(ref content);
        }

        return content;
    }

    private byte[] Kept(string path, int steps, Random random)
    {
        Step[] all = [.. StepsOf(path, steps)];
        int synced = Array.FindLastIndex(all, step => step.IsSync) + 1;
        byte[] content = Initial(path);
        foreach (Step step in all.Take(synced))
        {
            step.Apply(ref content);
        }

        Step[] lost = all[synced..];
        int lengths = random.Next(lost.Count(step => step.Length is not null) + 1);
        foreach (Step step in lost.TakeWhile(step => step.Length is null || lengths-- > 0))
        {
            foreach (Step sector in step.Split(SectorBytes).Where(sector => sector.Length is not null || random.Next(2) == 0))
            {
                sector.Apply(ref content);
            }
        }

        return content;
    }

    private byte[] Initial(string path) => _initial.TryGetValue(path, out byte[]? content) ? [.. content] : [];

    private IEnumerable<Step> StepsOf(string path, int count)
    {
        lock (_gate)
        {
            return [.. _steps.Take(count).Where(step => step.Path == path)];
        }
    }

    private void Take(Step step)
    {
        lock (_gate)
        {
            if (_steps.Count >= FullAfter)
            {
                throw new IOException("No space left on device");
            }

            _steps.Add(step);
        }
    }

    // A length, or bytes at an offset, or else everything before it brought to the disk.
    private sealed record Step(string Path, long? Length, long Offset, byte[]? Bytes)
    {
        public bool IsSync => Length is null && Bytes is null;

        public void Apply(ref byte[] content)
        {
            if (Length is { } length)
            {
                Array.Resize(ref content, (int)length);
            }

            Bytes?.CopyTo(content, Offset);
        }

        // At multiples of a size.
        public IEnumerable<Step> Split(int size)
        {
            if (Bytes is null)
            {
                yield return this;
                yield break;
            }

            for (int start = 0; start < Bytes.Length;)
            {
                int length = Math.Min(Bytes.Length - start, size - (int)((Offset + start) % size));
                yield return this with { Offset = Offset + start, Bytes = Bytes[start..(start + length)] };
                start += length;
            }
        }
    }

    private sealed class RecordedFile : MemoryStream
    {
        private readonly RecordingDisk _disk;
        private readonly string _path;

        public RecordedFile(RecordingDisk disk, string path, byte[] content)
        {
            base.Write(content, 0, content.Length);
            Position = 0;
            _disk = disk;
            _path = path;
        }

        public override int Read(byte[] buffer, int offset, int count) =>
            _disk.IsUnreadable ? throw new IOException("Input/output error") : base.Read(buffer, offset, count);

        public override void Write(byte[] buffer, int offset, int count) => Write(buffer.AsSpan(offset, count));

        public override void Write(ReadOnlySpan<byte> buffer)
        {
            foreach (Step step in new Step(_path, null, Position, buffer.ToArray()).Split(BlockBytes))
            {
                if (step.Offset + step.Bytes!.Length > Length)
                {
                    SetLength(step.Offset + step.Bytes.Length);
                }

                _disk.Take(step);
                base.Write(step.Bytes, 0, step.Bytes.Length);
            }
        }

        public override void WriteByte(byte value) => Write([value]);

        public override void SetLength(long value)
        {
            _disk.Take(new(_path, value, 0, null));
            base.SetLength(value);
        }

        public override void Flush() => _disk.Take(new(_path, null, 0, null));
    }
}
