using Microsoft.ML;
using Microsoft.ML.Data;
using MLFlux.Rows;

namespace MLFlux.Estimators;

/// <summary>Reads a feature column of training rows, bytes as bytes.</summary>
internal abstract class TrainingFeatureReader
{
    /// <param name="row">The cursor.</param>
    /// <param name="column">The feature column.</param>
    /// <param name="trained">The same column of the training data, whose keys are wanted where the column is of keys.</param>
    public static TrainingFeatureReader Create(DataViewRow row, DataViewSchema.Column column, DataViewSchema.Column trained) =>
        FloatFeatureGetter.IsBytes(column)
        ? new Bytes(FloatFeatureGetter.Values<byte>(row, column))
        : new Floats(FloatFeatureGetter.Create(row, column, FloatFeatureGetter.IsKeys(column) ? KeyPlaces.Of(column, trained) : null));

    /// <summary>Reads the row the cursor stands on.</summary>
    public abstract void Read();

    /// <summary>Whether all values of the row that was read are finite numbers.</summary>
    public abstract bool IsUsable { get; }

    /// <summary>Adds the row that was read.</summary>
    public abstract void AddTo(FeatureStore store);

    /// <summary>Adds the values of the row that was read to what tells rows apart, alike whether zeros are stored or not.</summary>
    public abstract void AddTo(ref RowHash hash);

    private static void Add<T>(in VBuffer<T> row, ref RowHash hash)
    {
        ReadOnlySpan<T> values = row.GetValues();
        ReadOnlySpan<int> indices = row.GetIndices();
        bool isDense = row.IsDense;
        for (int i = 0; i < values.Length; i++)
        {
            if (EqualityComparer<T>.Default.Equals(values[i], default))
                continue;
            uint bits = values[i] switch
            {
                float number => BitConverter.SingleToUInt32Bits(number),
                byte number => number,
                var other => throw new NotSupportedException($"No features are of {typeof(T)}: {other}."),
            };
            hash.Add(((ulong)(isDense ? i : indices[i]) << 32) | bits);
        }

        hash.Add(ulong.MaxValue); // The end, so that columns do not run into each other.
    }

    private sealed class Floats(ValueGetter<VBuffer<float>> getter) : TrainingFeatureReader
    {
        private VBuffer<float> _row;

        public override bool IsUsable => FeatureStore.IsUsable(_row);

        public override void Read() => getter(ref _row);

        public override void AddTo(FeatureStore store) => store.Add(_row);

        public override void AddTo(ref RowHash hash) => Add(_row, ref hash);
    }

    private sealed class Bytes(ValueGetter<VBuffer<byte>> getter) : TrainingFeatureReader
    {
        private VBuffer<byte> _row;

        public override bool IsUsable => true;

        public override void Read() => getter(ref _row);

        public override void AddTo(FeatureStore store) => store.Add(_row);

        public override void AddTo(ref RowHash hash) => Add(_row, ref hash);
    }
}
