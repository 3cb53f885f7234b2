namespace MLFlux.Kernels;

/// <summary>
/// What the first of dense layers computes from features that are mostly zeros. For MNIST's, of which a fifth is not zero, 64 rows
/// through 784 × 128 weights and back take less than half the time of libtorch's matrix products. Where a batch uses few of the inputs,
/// as texts do of all words, only the weights of those are touched.
/// </summary>
internal sealed class NonzeroInput
{
    /// <summary>How many inputs' gradients are computed before they are put in their places: a few vectors beside each other.</summary>
    private const int Tile = 16;

    private readonly int _inputs;
    private readonly int _outputs;
    private readonly int _stride;
    private readonly NonzeroRows _rows;
    private readonly float[] _weights;
    private readonly float[] _bias;
    private readonly float[] _padded;
    private readonly float[] _tile;

    /// <param name="inputs">How many features a row has.</param>
    /// <param name="outputs">How many values the layer gives.</param>
    /// <param name="capacity">The most rows there can be.</param>
    public NonzeroInput(int inputs, int outputs, int capacity)
    {
        _inputs = inputs;
        _outputs = outputs;
        _stride = NonzeroProduct.Padded(outputs);
        _rows = new NonzeroRows(inputs, capacity);
        _weights = new float[inputs * _stride];
        _bias = new float[_stride];
        _padded = new float[capacity * _stride];
        _tile = new float[Tile * _stride];
    }

    /// <summary>How many rows were read.</summary>
    public int Rows => _rows.Rows;

    /// <summary>Takes in rows that lie one after another, unless too many of their values are not zero.</summary>
    public bool TryRead(ReadOnlySpan<float> features) => _rows.TryRead(features);

    /// <summary>x Wᵀ + b.</summary>
    /// <param name="weights">W, [outputs, inputs].</param>
    /// <param name="bias">b, or empty.</param>
    /// <param name="results">Takes [rows, outputs].</param>
    public void Multiply(ReadOnlySpan<float> weights, ReadOnlySpan<float> bias, Span<float> results)
    {
        if (_rows.HasFewColumns)
            Gather(weights);
        else
            MatrixTranspose.Copy(weights, _inputs, _weights, _stride, _outputs, _inputs);
        bias.CopyTo(_bias);
        for (int row = 0; row < Rows; row++)
        {
            Span<float> sum = _padded.AsSpan(row * _stride, _stride);
            _bias.CopyTo(sum);
            ReadOnlySpan<float> values = _rows.Row(row, out ReadOnlySpan<int> columns);
            NonzeroProduct.AddRows(values, columns, _weights, sum);
            sum[.._outputs].CopyTo(results.Slice(row * _outputs, _outputs));
        }
    }

    /// <summary>gᵀ x: the gradients of W.</summary>
    /// <param name="gradients">g, [rows, outputs].</param>
    /// <param name="results">Takes [outputs, inputs].</param>
    public void MultiplyTransposed(ReadOnlySpan<float> gradients, Span<float> results)
    {
        _rows.SortByColumn();
        for (int row = 0; row < Rows; row++)
            gradients.Slice(row * _outputs, _outputs).CopyTo(_padded.AsSpan(row * _stride));

        if (_rows.HasFewColumns)
            results.Clear();
        for (int first = 0; first < _rows.Columns; first += Tile)
        {
            int count = Math.Min(Tile, _rows.Columns - first);
            Array.Clear(_tile);
            for (int i = 0; i < count; i++)
            {
                ReadOnlySpan<float> values = _rows.Column(first + i, out ReadOnlySpan<int> rows);
                NonzeroProduct.AddRows(values, rows, _padded, _tile.AsSpan(i * _stride, _stride));
            }

            if (_rows.HasFewColumns)
                Scatter(_rows.Used.Slice(first, count), results);
            else
                MatrixTranspose.Copy(_tile, _stride, results[first..], _inputs, count, _outputs);
        }
    }

    /// <summary>The weights of the inputs in use, a row for each.</summary>
    private void Gather(ReadOnlySpan<float> weights)
    {
        ReadOnlySpan<int> used = _rows.Used;
        for (int output = 0; output < _outputs; output++)
        {
            ReadOnlySpan<float> row = weights.Slice(output * _inputs, _inputs);
            for (int place = 0; place < used.Length; place++)
                _weights[(place * _stride) + output] = row[used[place]];
        }
    }

    /// <summary>Brings the gradients of a tile to the inputs that they are of.</summary>
    private void Scatter(ReadOnlySpan<int> inputs, Span<float> results)
    {
        for (int output = 0; output < _outputs; output++)
        {
            Span<float> row = results.Slice(output * _inputs, _inputs);
            for (int place = 0; place < inputs.Length; place++)
                row[inputs[place]] = _tile[(place * _stride) + output];
        }
    }
}
