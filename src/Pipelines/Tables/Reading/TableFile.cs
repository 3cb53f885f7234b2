using Microsoft.ML.Data;

namespace MLFlux.Tables;

/// <summary>A text file as ML.NET's <c>TextLoader</c> opens it, again for each pass, with nothing in it but rows it can read.</summary>
internal sealed class TableFile(string path, char separator, bool hasHeader, IReadOnlyCollection<long> skipped) : IMultiStreamSource
{
    private readonly HashSet<long> _skipped = [.. skipped];

    public int Count => 1;

    public string GetPathOrNull(int index) => path;

    public Stream Open(int index) => File.OpenRead(path);

    public TextReader OpenTextReader(int index)
    {
        var records = RecordReader.Open(path, separator);
        if (hasHeader)
            records.ReadRow();
        return new RowText(records, _skipped);
    }

    private sealed class RowText(RecordReader records, HashSet<long> skipped) : TextReader
    {
        public override string? ReadLine()
        {
            TableRecord? record;
            do
                record = records.ReadRow();
            while (record is { } row && skipped.Contains(row.Line));
            return record?.Text;
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
