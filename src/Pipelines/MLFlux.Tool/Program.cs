using MLFlux.Tool;

return await MlfluxCommand.RunAsync(args);
