return await IfexList.Operations.CommandLine.RunAsync(args);
