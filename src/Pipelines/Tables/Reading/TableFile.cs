using Microsoft.ML.Data;

namespace MLFlux.Tables;

/// <summary>A text file as ML.NET's <c>TextLoader</c> opens it, again for each pass, with nothing in it but rows it can read.</summary>
/// <param name="file">The file.</param>
/// <param name="separator">What stands between fields.</param>
/// <param name="hasHeader">Whether the first row is none.</param>
/// <param name="skipped">The lines of rows to leave out.</param>
/// <param name="writer">What writes the rows anew; null where they can stay as they are.</param>
internal sealed class TableFile(TableText file, char separator, bool hasHeader, IReadOnlyCollection<long> skipped, Func<RowWriter>? writer) : IMultiStreamSource
{
    private readonly HashSet<long> _skipped = [.. skipped];

    public int Count => 1;

    public string GetPathOrNull(int index) => file.Path;

    public Stream Open(int index) => File.OpenRead(file.Path);

    public TextReader OpenTextReader(int index)
    {
        var records = RecordReader.Open(file, separator);
        if (hasHeader)
            records.ReadRow();
        return new RowText(records, _skipped, writer?.Invoke());
    }

    private sealed class RowText(RecordReader records, HashSet<long> skipped, RowWriter? writer) : TextReader
    {
        public override string? ReadLine()
        {
            TableRecord? record;
            do
                record = records.ReadRow();
            while (record is { } row && skipped.Contains(row.Line));
            return record is { } read && writer is not null ? writer.Write(read.Text) : record?.Text;
        }

        public override int Read() => throw new NotSupportedException("Rows are read whole, by ReadLine.");

        public override int Peek() => throw new NotSupportedException("Rows are read whole, by ReadLine.");

        protected override void Dispose(bool disposing)
        {
            if (disposing)
                records.Dispose();
            base.Dispose(disposing);
        }
    }
}
