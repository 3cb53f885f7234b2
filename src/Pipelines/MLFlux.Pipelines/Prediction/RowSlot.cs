namespace MLFlux.Prediction;

/// <summary>The buffers of one row that is being predicted. For one thread at a time.</summary>
internal sealed class RowSlot(InputRow input, OutputReader[] readers, OutputPlan outputs)
{
    public RowPrediction Predict<TRow>(TRow row)
        where TRow : struct, INamedValues
    {
        try
        {
            input.MoveTo(row);
            return outputs.Read(readers);
        }
        finally
        {
            input.Forget();
        }
    }
}
