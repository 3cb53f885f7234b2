using Microsoft.ML;
using MLFlux.Rows;
using MLFlux.Splitting;

namespace MLFlux;

/// <summary>Rows divided in two, each in the order of the data. The views read the data they were made of, and keep no rows.</summary>
public sealed record HeldOutSplit
{
    internal HeldOutSplit(IDataView data, FoldRows rows, EqualRows equal, CancellationToken cancellation = default)
    {
        DuplicateRows = equal.Copies;
        CopiesSentence = equal.Sentence;
        var train = new SelectedRows(data, rows.Train, cancellation);
        var test = new SelectedRows(data, rows.Test, cancellation);
        (TrainSet, TrainRows) = (train, train.RowCount);
        (TestSet, TestRows) = (test, test.RowCount);
    }

    /// <summary>The rows to train on.</summary>
    public IDataView TrainSet { get; private init; }

    /// <summary>The rows held out.</summary>
    public IDataView TestSet { get; private init; }

    /// <summary>How many rows there are to train on.</summary>
    public int TrainRows { get; }

    /// <summary>How many rows are held out.</summary>
    public int TestRows { get; }

    /// <summary>
    /// How many of all rows are equal to an earlier one; null where nobody has looked, by
    /// <see cref="Split.KeepsDuplicatesTogether"/> or since they cannot be compared.
    /// </summary>
    public int? DuplicateRows { get; }

    /// <summary>The same rows, whose reading a token ends.</summary>
    internal HeldOutSplit Until(CancellationToken cancellation) => this with
    {
        TrainSet = ((SelectedRows)TrainSet).Until(cancellation),
        TestSet = ((SelectedRows)TestSet).Until(cancellation),
    };

    /// <summary>What to say of equal rows; null for nothing.</summary>
    internal string? CopiesSentence { get; }
}
