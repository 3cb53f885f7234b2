using Microsoft.ML.Data;

namespace MLFlux.Tables;

/// <summary>A text file as ML.NET's <c>TextLoader</c> opens it, again for each pass, with nothing in it but rows it can read.</summary>
/// <param name="match">The file, checked.</param>
internal sealed class TableFile(TableMatch match) : IMultiStreamSource
{
    private readonly HashSet<long> _skipped = [.. match.Scan.Faults.Lines];

    public int Count => 1;

    public string GetPathOrNull(int index) => match.File.Path;

    public Stream Open(int index) => File.OpenRead(match.File.Path);

    public TextReader OpenTextReader(int index)
    {
        var records = RecordReader.Open(match.File, match.Format.Separator);
        if (match.HasHeader)
            records.ReadRow();
        return new RowText(records, _skipped, match.HasForeignForms ? new RowWriter(match.Format, match.Columns) : null);
    }

    private sealed class RowText(RecordReader records, HashSet<long> skipped, RowWriter? writer) : TextReader
    {
        public override string? ReadLine()
        {
            TableRecord? record;
            do
                record = records.ReadRow();
            while (record is { } row && skipped.Contains(row.Line));
            string? text = record is { } read && writer is not null ? writer.Write(read.Text) : record?.Text;
            return text is ['#', ..] or ['/', '/', ..] ? $" {text}" : text; // Or ML.NET would take it for a comment.
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
